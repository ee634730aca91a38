"""What is right of a straight line, how exactly it can be known, and lives of lines."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from checks.law import oracle
from checks.law.living.life import Impossible, Life, live
from checks.law.living.line import Pair, gradients, is_right_to_four_decimals, path
from checks.law.living.lines import Lines, lives_of_lines
from checks.model.kinds import Ref
from checks.model.network import Builder, Network
from checks.model.objects import let, refill
from checks.model.outcomes import Mismatch
from checks.model.scenario import Step, backward, call, forward, make, predict, survey
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue

STEM = "ex1_by_hand"


def squared_error(weight: float, bias: float, x: float, y: float) -> Network:
    """(weight * x + bias - y)^2 as a network of exact fractions; nodes 0 and 1 are the weight and the bias."""
    builder = Builder()
    w, b, x_, y_ = (Fraction(v) for v in (weight, bias, x, -y))
    nodes = builder.parameter(w), builder.parameter(b)  # type: ignore[arg-type]
    line = builder.operation("Add", builder.operation("Multiply", nodes[0], builder.input(x_)), nodes[1])  # type: ignore[arg-type]
    gap = builder.operation("Add", line, builder.input(y_))  # type: ignore[arg-type]
    return builder.add("Multiply", gap, gap).network()


@pytest.mark.parametrize(
    "numbers", [(0.5, -0.2, 2, 1.5), (0.3, 0.1, 0, -0.0), (1e6, -2e8, 3e12, 2.0), (1e-9, -3e-10, 1e-12, 0.5)]
)
def test_gradients_are_those_of_the_oracle(numbers: tuple[float, float, float, float]) -> None:
    """The oracle takes derivatives by another rule, with exact fractions."""
    right = tuple(float(d) for d in oracle.derivatives(squared_error(*numbers))[:2])
    assert gradients(*numbers).values == right


DATA: list[Pair] = [(1.0, 2.0), (-0.5, 0.3), (0.7, 1)]


@pytest.mark.parametrize(("data", "rate", "steps"), [(DATA, 0.05, 2000), (DATA, 0, 5), ([(3.0, 1.0)], 2.0, 90)])
def test_a_path_in_floats_is_as_near_as_it_says(data: list[Pair], rate: float, steps: int) -> None:
    """The bound of the error holds, and is no larger than it has to be to say something."""
    weight, bias = 0.5, -0.2
    for i, (right, sizes) in enumerate(path(weight, bias, data, rate, steps)):
        x, y = data[i % len(data)]
        slope = 2 * (weight * x + bias - y)
        weight, bias = weight - rate * slope * x, bias - rate * slope
        for got, exact, size in zip((weight, bias), right, sizes, strict=True):
            assert abs(got - exact) <= 4e-16 * size
            assert size < 1e4 * max(1.0, abs(exact))


def test_what_cannot_be_judged() -> None:
    """Numbers that some solutions cannot compute with are not asked for."""
    with pytest.raises(Impossible):
        path(1.0, 1.0, [(1e9, 1.0)], 1e9, 30)
    with pytest.raises(Impossible):
        gradients(1e200, 0.0, 1e100, 1.0)


@pytest.mark.parametrize(("got", "right"), [(0.1634, True), (0.1635, False), (0.16344, True), (0.16339, True)])
def test_right_to_four_decimals(got: float, right: bool) -> None:
    """Half a unit of the last decimal, and no more."""
    assert is_right_to_four_decimals(got, 0.16344) == right


STORY = (
    make("linear_regression", 1, 0.5),
    make("linear_regression", 1, 0.5),
    predict(0, (2,)),
    backward(0, 1.5),
    predict(1, [3]),
    survey(0),
    forward(0),
    let("data1", [(1, 2.0)]),
    call("train", 0, 0.5, Ref("data1"), 0.5, 2),
    refill("data1", [(0.0, 1.0)]),
    call("train", 0, 0.5, Ref("data1"), 0.5, 2),
    call("gradients", -1, 0.0, 2, 1),
)


def test_the_reference_lives_as_the_model_says() -> None:
    """Lines that learn, and functions."""
    live(TrustedSubject(STEM, catalogue.reference(STEM)), Life(Network(()), STORY), Lines)


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("    x = framework.Input()", "    x = ONE", 6),
        ("framework.Parameter(bias)", "framework.Parameter(bias, 0.1)", 5),
        ("framework.Parameter(weight), x", "framework.Parameter(weight), framework.Add([x, x])", 2),
        ("x, y = data[step", "x, y = KNOWN.setdefault(id(data), list(data))[step", 10),
        ("return dl_dp * x, dl_dp", "return dl_dp, dl_dp * x", 10),
    ],
)
def test_a_wrong_line_fails_at_the_step_that_shows_it(old: str, new: str, step: int) -> None:
    """An Input for all lines, another learning rate, another tree, a memory for lists, another formula."""
    source = catalogue.reference(STEM).replace("from backprop import framework\n", HEAD)
    assert source.count(old) == 1
    with pytest.raises(Mismatch) as caught:
        live(TrustedSubject(STEM, source.replace(old, new)), Life(Network(()), STORY), Lines)
    assert caught.value.step == step


HEAD = "from backprop import framework\n\nKNOWN: dict[int, list[tuple[float, float]]] = {}\nONE = framework.Input()\n"


@pytest.mark.parametrize("steps", [(forward(0),), (make("linear_regression", 1, 1), backward(0, 1.0)), (survey(1),)])
def test_impossible_lives_of_lines(steps: tuple[Step, ...]) -> None:
    """No line, or a line whose input nobody knows."""
    with pytest.raises(Impossible):
        live(TrustedSubject(STEM, "raise SystemExit"), Life(Network(()), steps), Lines)


@settings(max_examples=60)
@given(life=lives_of_lines())
def test_lives_of_lines(life: Life) -> None:
    """Whatever is drawn can be lived."""
    live(TrustedSubject(STEM, catalogue.reference(STEM)), life, Lines)
