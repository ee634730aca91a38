"""Formulas are read as data: names of any kind, numbers with all their digits, and nothing that is no formula."""

from __future__ import annotations

import pytest

from checks.law import formulas, meaning
from checks.law.answers import Answers
from checks.law.living.life import Impossible
from checks.model.network import Builder, Network
from checks.model.outcomes import Mismatch
from checks.model.scenario import Scenario, funcify


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("lambda * 2", 6.0),
        ("größe^2 − if", 21.0),
        ("σ(0) × sigmoid_b ÷ 2", 1.75),
        (" 2 *\n\t(T + t) ", 6.0),
        ("-2 ** 2", -4.0),
        ("MAX(0, relu(T), -3)", 1.0),
        ("1e-05 + .5 + 1_000", 1000.50001),
        ("+".join(["1"] * 1200), 1200.0),
        ("(" * 400 + "T" + ")" * 400, 1.0),
        ("(sigmoid(" * 300 + "T" + "))" * 300, 0.659046068407),
        ("1 + (" * 300 + "T" + ")" * 300, 301.0),
        ("max (T, (t), ) - (-(3))", 5.0),
        ("2·ताप - T", 17.0),
    ],
)
def test_what_a_formula_means(text: str, value: float) -> None:
    """Keywords, letters and vowel signs of any alphabet, and capitals are names like others."""
    names = {"lambda": 3.0, "größe": 5.0, "if": 4.0, "sigmoid_b": 7.0, "T": 1.0, "t": 2.0, "ताप": 9.0}
    tree = formulas.parse(text)
    assert formulas.names(tree) <= set(names)
    assert formulas.evaluate(tree, names) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "2 x1",
        "1,000",
        "x1 # a",
        "x1.real",
        "x1[0]",
        "f(x1)",
        "(-8) ^ 0.5",
        "x1 // 2",
        "a if b else c",
        "max(x1)",
        "(x1",
        "x1)",
        "(x1]",
        "(x1)(a)",
        "2 (x1)",
        "x1(2)",
        "()",
        "max((a, b))",
        "[x1]",
        "'a'",
    ],
)
def test_what_is_no_formula(text: str) -> None:
    """Python can read some of it; a person cannot."""
    with pytest.raises(formulas.FormulaError):
        formulas.evaluate(formulas.parse(text), {"x1": 1.0, "a": 1.0, "b": 2.0, "c": 3.0})


def judge(network: Network, text: str) -> None:
    """Judge a text as the formula of the root."""
    root = network.root
    meaning.means(Answers(Scenario(network, (funcify(root),)), [text], None), 0, network, root)


def one_number(value: float) -> Network:
    builder = Builder()
    builder.parameter(value)
    return builder.network()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((1.1e-05, "1.1 * 10 ^ (-5)"), (0.1 + 0.2, "0.3"), (1e16 + 2, "1e16")),
        *((2**53 + 1, "9007199254740993.0"), (-(2**53) - 1, "-9007199254740992"), (1, "True")),
    ],
)
def test_a_number_reads_back_exactly(value: float, text: str) -> None:
    """One bit that is lost is lost."""
    judge(one_number(value), repr(value))
    with pytest.raises(Mismatch):
        judge(one_number(value), text)


def test_a_float_may_be_written_as_an_int() -> None:
    """Its shortest digits, without an exponent: read as a float, they are the number."""
    judge(one_number(6.02214076e23), "602214076000000000000000")
    with pytest.raises(Mismatch):
        judge(one_number(6.02214076e23), "602214076100000000000000")


def test_a_large_int_may_be_an_operand() -> None:
    """Whoever reads a formula computes with floats."""
    judge(one_number(2**53 + 1), "(9007199254740993) / 1")


def test_a_product_may_be_rounded_in_another_order_but_no_further() -> None:
    """15 digits are not enough."""
    builder = Builder()
    factors = [builder.parameter(1 / 3), builder.parameter(0.7), builder.input()]
    network = builder.add("Multiply", *factors).network()
    judge(network, f"x1 * 0.7 * {1 / 3!r}")
    with pytest.raises(Mismatch):
        judge(network, f"x1 * 0.7 * {1 / 3:.15g}")


def test_what_cannot_be_judged() -> None:
    """Two inputs with one name, and an operation of the course's own."""
    builder = Builder()
    network = builder.add("Add", builder.input(0.0, "a"), builder.input(0.0, "a")).network()
    with pytest.raises(Impossible):
        meaning.points(network, network.root)
    network = builder.add("Square", builder.parameter(1.0)).network()
    with pytest.raises(Impossible):
        meaning.points(network, network.root)


def test_a_function_may_stand_in_another_a_few_times_only() -> None:
    """A text that says each operand twice is right, but nobody can write it for 200 levels of sigmoids."""
    for levels, possible in ((meaning.STACKED, True), (meaning.STACKED + 1, False)):
        builder = Builder()
        top = builder.input(1.0)
        for level in range(levels):
            top = builder.operation("Add", builder.operation(("Sigmoid", "ReLU")[level % 2], top))
        try:
            meaning.points(builder.network(), top)
        except Impossible:
            assert not possible
        else:
            assert possible
