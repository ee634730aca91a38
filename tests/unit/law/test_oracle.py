"""The oracle is right: against formulas known from the textbook, and against the derivative of a difference."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.macros import without_macros
from checks.law.strategies import graphs, is_tame, numbers, trees
from checks.model.network import Builder, Network
from grader.judge.trusted import TrustedSubject
from grader.paths import REFERENCE


def unary(kind: str, x: float) -> Network:
    builder = Builder()
    return builder.add(kind, builder.input(x)).network()


@pytest.mark.parametrize(
    ("kind", "x", "value", "slope"),
    [
        ("ReLU", 2.0, 2.0, 1.0),
        ("ReLU", -2.0, 0.0, 0.0),
        ("ReLU", 0.0, 0.0, 0.0),
        ("Sigmoid", 0.0, 0.5, 0.25),
        ("Sigmoid", 1000.0, 1.0, 0.0),
        ("Sigmoid", -700.0, math.exp(-700), math.exp(-700)),
    ],
)
def test_functions_of_one_variable(kind: str, x: float, value: float, slope: float) -> None:
    """Value and derivative are right, also for extreme numbers."""
    network = unary(kind, x)
    assert oracle.value(network) == pytest.approx(value, rel=1e-12, abs=0)
    assert oracle.derivatives(network)[0] == pytest.approx(slope, rel=1e-12, abs=0)


def test_doubling_chain_is_exact() -> None:
    """v = v + v, 30 times: the derivative is 2^30."""
    builder = Builder()
    top = builder.parameter(0.5)
    for _ in range(30):
        top = builder.operation("Add", top, top)
    assert oracle.derivatives(builder.network())[0] == 2**30


def test_exact_numbers_stay_exact() -> None:
    """With fractions in, fractions come out: 1/3 of 3 is 1."""
    builder = Builder()
    third = builder.parameter(Fraction(1, 3))  # type: ignore[arg-type]
    network = builder.add("Multiply", third, builder.input(Fraction(3))).network()  # type: ignore[arg-type]
    assert oracle.value(network) == 1
    assert oracle.derivatives(network)[0] == Fraction(3)


@settings(max_examples=60)
@given(network=st.one_of(trees(), graphs()), data=st.data())
def test_derivatives_are_the_limit_of_differences(network: Network, data: st.DataObject) -> None:
    """For leaves, (f(x + h) - f(x - h)) / 2h comes close: it is far less exact, but independent."""
    leaf = data.draw(st.sampled_from(network.leaves))
    value, h = network.nodes[leaf].value or 0.0, 1e-5
    above, below = (oracle.value(network.having({leaf: value + d})) for d in (h, -h))
    assert (above - below) / (2 * h) == pytest.approx(oracle.derivatives(network)[leaf], rel=1e-5, abs=1e-5)


@settings(max_examples=60)
@given(network=graphs(), derivative=numbers())
def test_forward_mode_agrees_with_the_reference(network: Network, derivative: float) -> None:
    """The oracle goes from the leaves to the root, the reference the other way, to the same numbers."""
    from checks.model.scenario import backward, calls

    stem = "ex7_multi_parent"
    subject = TrustedSubject(stem, (REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))
    answers = subject.ask(network, backward(network.root, derivative), calls())
    received = answers.counts(1)["derivatives"]
    for i in network.below(network.root):
        assert oracle.close(received[i][0], derivative * oracle.derivatives(network)[i])


def test_softmax_and_cross_entropy_give_p_minus_y() -> None:
    """The textbook's shortcut: through both, the derivative with respect to a score is p - y."""
    builder = Builder()
    network = builder.add("Softmax", *(builder.parameter(s) for s in (0.5, -1.0, 2.0))).network()
    p, y = oracle.outputs(network), [0.25, 0.0, 0.75]
    _, slopes = oracle.cross_entropy(y, p)
    down = oracle.gradient(network, tuple(slopes))
    for i in range(3):
        assert down[i] == pytest.approx(p[i] - y[i])


@pytest.mark.parametrize(
    ("kind", "right"), [("Output", [3.0, 5.0, 7.0]), ("Mirrored", [7.0, 5.0, 3.0]), ("Ends", [3.0, 0.0, 5.0])]
)
def test_what_comes_down_below_an_output(kind: str, right: list[float]) -> None:
    """Each child gets the derivatives of the components that it is; a wrong number of them is an error."""
    builder = Builder()
    network = builder.add(kind, *(builder.parameter(v) for v in (1.0, 2.0, 4.0))).network()
    derivative = (3.0, 5.0, 7.0)[: 2 if kind == "Ends" else 3]
    assert [*oracle.gradient(network, derivative)] == [*right, 0.0]
    with pytest.raises(ValueError, match="zip"):
        oracle.gradient(network, derivative[:-1])


def test_close_is_strict() -> None:
    """A tenth of a percent, a wrong sign, zero, nan and infinity are not close; rounding is."""
    assert oracle.close(0.1 + 0.2, 0.3)
    for wrong in (0.3 * 1.001, 0.3 * (1 + 1e-8), -0.3, 0.0, math.nan, math.inf):
        assert not oracle.close(wrong, 0.3)


def test_expansion_has_one_weight_for_each_child_and_a_bias() -> None:
    """Linear over two children with all parameters 0.5 is (a + b) / 2 + 1/2."""
    builder = Builder()
    network = builder.add("Linear", builder.input(3.0), builder.input(1.0)).network()
    right = without_macros(network, 0.5)
    assert len(right.parameters) == 3
    assert oracle.value(right) == 2.5


@pytest.mark.parametrize(
    ("kind", "values"),
    [("ReLU", [0.01]), ("Add", [9.0, 9.0]), ("Multiply", [0.05, 2.0])],
    ids=["kink", "large", "small"],
)
def test_networks_that_hide_mistakes_are_not_tame(kind: str, values: list[float]) -> None:
    """A ReLU at its kink, values over 10, derivatives under 0.1."""
    builder = Builder()
    assert not is_tame(builder.add(kind, *(builder.parameter(v) for v in values)).network())


@pytest.mark.parametrize(("one", "other"), [(1, 1.0), (1.0, 1), (0.0, -0.0), (-0.0, 0.0)])
def test_what_was_computed_before_changes_no_answer(one: float, other: float) -> None:
    """Equal numbers of another kind are other networks: a message that shows a number does not depend on the past."""
    first, second = unary("Add", one), unary("Add", other)
    kept = oracle.values(first)
    assert first != second
    assert repr(oracle.values(second)) == repr(oracle.values.__wrapped__(second))
    assert repr(oracle.values(second)) != repr(kept)
