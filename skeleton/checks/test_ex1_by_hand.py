"""Exercise 1: gradient descent by hand. Expected values are computed with exact fractions."""

from __future__ import annotations

from fractions import Fraction
from itertools import cycle, islice

from hypothesis import given
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.answers import is_number, numbers_close
from checks.law.check import check
from checks.law.strategies import numbers
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import call, make, predict, survey

NOTHING = Network(())
Pair = tuple[float, float]

samples = st.lists(st.tuples(numbers(), numbers()), min_size=1, max_size=3)
rates = st.sampled_from([0.01, 0.05, 0.2, 0.5])


def squared_error(weight: float, bias: float, x: float, y: float, rate: float = 1.0) -> Network:
    """(weight * x + bias - y)^2 as a network of exact fractions; nodes 0 and 1 are the weight and the bias."""
    builder = Builder()
    w, b = (builder.parameter(Fraction(v), Fraction(rate)) for v in (weight, bias))  # type: ignore[arg-type]
    line = builder.operation("Add", builder.operation("Multiply", w, builder.input(Fraction(x))), b)  # type: ignore[arg-type]
    gap = builder.operation("Add", line, builder.input(-Fraction(y)))  # type: ignore[arg-type]
    return builder.add("Multiply", gap, gap).network()


def exact_gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, ...]:
    """(dL/dweight, dL/dbias), by the oracle."""
    return tuple(float(d) for d in oracle.derivatives(squared_error(weight, bias, x, y))[:2])


def exact_path(weight: float, bias: float, data: list[Pair], rate: float, steps: int) -> list[list[float]]:
    """[weight, bias] after each update of exact gradient descent."""
    path = []
    for x, y in islice(cycle(data), steps):
        after = oracle.updated(squared_error(weight, bias, x, y, rate), 1)
        weight, bias = (node.value or 0.0 for node in after.nodes[:2])
        path.append([float(weight), float(bias)])
    return path


def is_pairs(answer: object, count: int) -> bool:
    """Whether an answer is a list of that many pairs of numbers."""
    return (
        isinstance(answer, list)
        and len(answer) == count
        and all(isinstance(p, tuple | list) and len(p) == 2 and all(map(is_number, p)) for p in answer)
    )


def size_of(path: list[list[float]]) -> float:
    """The size below which a difference is rounding: errors grow with the largest number on the way."""
    return 1e-4 * max(1.0, *(abs(v) for pair in path for v in pair))


def check_path(subject: Subject, weight: float, bias: float, data: list[Pair], rate: float, steps: int) -> None:
    """`train` returns the path of exact gradient descent."""
    answers = subject.ask(NOTHING, call("train", weight, bias, data, rate, steps))
    expected = exact_path(weight, bias, data, rate, steps)
    answers.holds(0, is_pairs(answers[0], steps), f"a list of {steps} pairs (weight, bias), one after each update")
    got = answers[0]
    for i, pair in enumerate(expected):
        why = f"The first difference is after update {i + 1}, on the sample {data[i % len(data)]}."
        rounding = size_of(expected[: i + 1])
        if not all(abs(g - e) <= 1e-9 * max(abs(e), rounding) for g, e in zip(got[i], pair, strict=True)):
            raise answers.mismatch(0, [tuple(p) for p in expected], why, [tuple(p) for p in got])


@check("linear_regression(weight, bias) is the tree of weight * x + bias", points=2)
@given(weight=numbers(), bias=numbers(), x=numbers())
def test_tree_of_weight_times_x_plus_bias(subject: Subject, weight: float, bias: float, x: float) -> None:
    """Its value is weight * x + bias, it has one input, and its parameters hold weight and bias."""
    answers = subject.ask(NOTHING, make("linear_regression", weight, bias), survey(0), predict(0, [x]))
    inputs, parameters, _ = answers[1]
    answers.holds(1, len(inputs) == 1, "one Input", got=f"{len(inputs)}")
    answers.holds(
        1,
        sorted(map(repr, parameters)) == sorted(map(repr, [weight, bias])),
        f"two parameters with the values {weight} and {bias}",
        got=f"parameters with the values {parameters}",
    )
    answers.number(2, weight * x + bias)


@check("three_steps() are the weight and the bias after each of the first three updates", points=3)
def test_three_steps(subject: Subject) -> None:
    """Pen and paper: right to 4 decimals. The message names the first wrong entry, not its value."""
    answers = subject.ask(NOTHING, call("three_steps"))
    answers.holds(0, is_pairs(answers[0], 3), "a list of three pairs (weight, bias)")
    for i, pair in enumerate(exact_path(0.2, 0.1, [(3.0, 2.0)], 0.01, 3)):
        for name, got, expected in zip(("weight", "bias"), answers[0][i], pair, strict=True):
            answers.holds(
                0,
                abs(got - expected) < 1e-4,
                f"another {name} after update {i + 1}, right to 4 decimals",
                "Prediction, gap, two derivatives, two updates: do the step once more, "
                "with the weight and the bias from before it.",
                got=f"{name} = {got}",
            )


@check("gradients() follows the chain rule", points=3)
@given(weight=numbers(), bias=numbers(), x=numbers(), y=numbers())
def test_gradients(subject: Subject, weight: float, bias: float, x: float, y: float) -> None:
    """(dL/dweight, dL/dbias) of L = (y - p)^2 with p = weight * x + bias."""
    answers = subject.ask(NOTHING, call("gradients", weight, bias, x, y))
    exact = exact_gradients(weight, bias, x, y)
    pair = is_pairs([answers[0]], 1) and numbers_close(tuple(answers[0]), exact)
    answers.holds(0, pair, exact, "These are (dL/dweight, dL/dbias) for L = (y - (weight * x + bias))^2.")


@check("train() moves the weight and the bias against their derivatives, both from the old values", points=2)
@given(weight=numbers(), bias=numbers(), sample=st.tuples(numbers(), numbers()), rate=rates)
def test_one_update(subject: Subject, weight: float, bias: float, sample: Pair, rate: float) -> None:
    """One update: new = old - learning_rate * derivative, where both derivatives belong to the old values."""
    check_path(subject, weight, bias, [sample], rate, 1)


@check("train() takes one sample for each update and starts again after the last", points=1)
@given(weight=numbers(), bias=numbers(), data=samples, steps=st.integers(0, 7))
def test_cycles_through_the_data(subject: Subject, weight: float, bias: float, data: list[Pair], steps: int) -> None:
    """The path has one entry for each update, no average over samples."""
    check_path(subject, weight, bias, data, 0.1, steps)
