"""The straight line of exercise 1: what is right, computed with sixty digits, and a life of lines and functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from itertools import cycle, islice
from typing import Any, NamedTuple

from checks.law.answers import Answers, is_number, numbers_close
from checks.law.living.life import Impossible, Model
from checks.law.oracle import close
from checks.model.kinds import decode
from checks.model.network import Network
from checks.model.scenario import Step

DIGITS = Context(prec=60)
LARGEST, LEAST = 1e280, 1e-280
"""Beyond these sizes a term may overflow or lose digits in one way to compute it and not in another."""

Pair = tuple[float, float]
HALF_A_UNIT = 0.5e-4
"""The largest error of a number that is right to 4 decimals."""

DEFAULT_RATE = 0.01
LOSS = "L = (y - (weight * x + bias))^2"


class Sized(NamedTuple):
    """Two exact numbers, and for each the size of the terms that rounding errors are relative to."""

    values: Pair
    sizes: Pair


def _in_range(*sizes: float) -> None:
    if any(size != 0 and not LEAST < size < LARGEST for size in sizes):
        raise Impossible("a number is too large or too small to be judged")


def gradients(weight: float, bias: float, x: float, y: float) -> Sized:
    """Compute (dL/dweight, dL/dbias).

    Raises:
        Impossible: A number on the way is too large or too small.
    """
    with localcontext(DIGITS):
        gap = Decimal(weight) * Decimal(x) + Decimal(bias) - Decimal(y)
        values = float(2 * gap * Decimal(x)), float(2 * gap)
    terms = 2 * (abs(weight * x) + abs(bias) + abs(y))
    _in_range(terms, terms * abs(x))
    return Sized(values, (terms * abs(x), terms))


@dataclass(frozen=True)
class State:
    """A weight and a bias, exactly, and bounds of what rounding may have done to them, in units of rounding."""

    weight: Decimal
    bias: Decimal
    sizes: Pair
    """A bound for each of them."""

    both: float
    """A bound of the length of the two errors taken as a vector."""

    @staticmethod
    def start(weight: float, bias: float) -> State:
        return State(Decimal(weight), Decimal(bias), (abs(weight), abs(bias)), abs(weight) + abs(bias))

    @property
    def pair(self) -> Pair:
        return float(self.weight), float(self.bias)

    def after(self, slope: Decimal, x: float, rate: float, terms: float) -> State:
        """Move against the derivatives slope * x and slope; `terms` is the size of what may have cancelled in slope."""
        moved = self.weight - Decimal(rate) * slope * Decimal(x), self.bias - Decimal(rate) * slope
        (w, b), step = map(abs, self.pair), abs(rate) * terms
        _in_range(step, step * abs(x), w, b)
        local = w + step * abs(x), b + step
        return State(*moved, (self.sizes[0] + local[0], self.sizes[1] + local[1]), self.both + sum(local))

    def updated(self, x: float, y: float, rate: float) -> State:
        """Take one step of gradient descent on a sample.

        An error e of (weight, bias) becomes (I - 2 rate (x, 1)(x, 1)^T) e. That is bounded component by component, and
        its length by the largest eigenvalue of the matrix: whichever says more.
        """
        exact = 2 * (self.weight * Decimal(x) + self.bias - Decimal(y))
        w, b = map(abs, self.pair)
        local = self.after(exact, x, rate, 2 * (w * abs(x) + b + abs(y)))
        fresh = local.sizes[0] - self.sizes[0], local.sizes[1] - self.sizes[1]
        ew, eb = self.sizes
        r, both = 2 * abs(rate), max(1.0, abs(1 - 2 * rate * (x * x + 1))) * self.both
        weight = min(abs(1 - 2 * rate * x * x) * ew + r * abs(x) * eb, both)
        bias = min(r * abs(x) * ew + abs(1 - 2 * rate) * eb, both)
        _in_range(weight, bias, both)
        return replace(local, sizes=(weight + fresh[0], bias + fresh[1]), both=both + sum(fresh))


def path(weight: float, bias: float, data: Sequence[Pair], rate: float, steps: int) -> list[Sized]:
    """Compute (weight, bias) after each update of exact gradient descent, on one sample after the other.

    Raises:
        Impossible: A number on the way is too large or too small.
    """
    state, states = State.start(weight, bias), []
    with localcontext(DIGITS):
        for x, y in islice(cycle(data), steps):
            state = state.updated(x, y, rate)
            states.append(Sized(state.pair, state.sizes))
    return states


def is_pairs(answer: object, count: int) -> bool:
    """Tell whether an answer is a list of that many pairs of numbers."""
    return isinstance(answer, list) and len(answer) == count and all(map(is_pair, answer))


def is_pair(answer: object) -> bool:
    """Tell whether an answer is a pair of numbers."""
    return isinstance(answer, tuple | list) and len(answer) == 2 and all(map(is_number, answer))


def follows_path(answers: Answers, at: int, arguments: Sequence[Any]) -> None:
    """Demand that the answer to a call of `train` is the path of exact gradient descent."""
    weight, bias, data, rate, steps = arguments
    right = path(weight, bias, data, rate, steps)
    got = answers[at]
    answers.holds(at, isinstance(got, list), f"a list of {steps} pairs (weight, bias), one after each update")
    if not right:
        answers.holds(at, got == [], "an empty list", "No update, no pair.")
    expected = [one.values for one in right]
    for i, one in enumerate(right):
        sample = tuple(data[i % len(data)])
        why = f"The first difference is after update {i + 1} of {steps}, on the sample {sample}."
        if not (i < len(got) and is_pair(got[i]) and numbers_close(tuple(got[i]), one.values, one.sizes)):
            raise answers.mismatch(at, expected, why, [tuple(p) if isinstance(p, list) else p for p in got])
    answers.holds(at, len(got) == steps, f"{steps} pairs, one after each update", got=f"{len(got)} pairs")


def follows_chain_rule(answers: Answers, at: int, arguments: Sequence[Any]) -> None:
    """Demand that the answer to a call of `gradients` is right."""
    right = gradients(*arguments)
    pair = is_pair(answers[at]) and numbers_close(tuple(answers[at]), right.values, right.sizes)
    answers.holds(at, pair, right.values, f"These are (dL/dweight, dL/dbias) for {LOSS}.")


class Lines(Model):
    """Lines that `linear_regression` has made, by position, and calls of the functions."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.lines: dict[int, State] = {}
        self.x: dict[int, float] = {}
        """The input of each line, where it is known."""

    def make(self, at: int, step: Step) -> None:
        _, weight, bias = step.argument
        self.lines[len(self.lines)] = State.start(weight, bias)
        position = len(self.lines) - 1
        self.expect(lambda answers: answers.exactly(at, position))

    def survey(self, at: int, step: Step) -> None:
        line = self.lines[step.node or 0]
        weight, bias = line.pair

        def demand(answers: Answers) -> None:
            inputs, parameters, _ = answers[at]
            answers.holds(at, len(inputs) == 1, "one Input", got=f"{len(inputs)}")
            fits = any(numbers_close(parameters, pair, sizes) for pair, sizes in _both_ways(line))
            expected = f"two parameters with the values {weight!r} and {bias!r}"
            answers.holds(at, fits, expected, self.why(at, step), got=f"parameters with the values {parameters}")

        self.expect(demand)

    def predict(self, at: int, step: Step) -> None:
        (x,) = decode(step.argument)
        self.x[step.node or 0] = x
        self.forward(at, step)

    def forward(self, at: int, step: Step) -> None:
        node = step.node or 0
        line, x = self.lines[node], self.x[node]
        with localcontext(DIGITS):
            right = float(line.weight * Decimal(x) + line.bias)
        size = line.sizes[0] * abs(x) + line.sizes[1]
        _in_range(size)
        weight, bias = line.pair
        why = f"This is {weight!r} * {x!r} + {bias!r}: this line's weight, input and bias as they are by now."
        self.expect(lambda answers: answers.number(at, right, why, size))

    def backward(self, at: int, step: Step) -> None:
        node = step.node or 0
        derivative, x = step.argument, self.x[node]
        with localcontext(DIGITS):
            self.lines[node] = self.lines[node].after(Decimal(derivative), x, DEFAULT_RATE, abs(derivative))
        self.expect(lambda answers: answers.exactly(at, None, "backward() returns nothing."))

    def call(self, at: int, step: Step) -> None:
        function, *arguments = step.argument
        given = [self.given(argument) for argument in arguments]
        if function == "gradients":
            gradients(*given)  # raises if it cannot be judged
            self.expect(lambda answers: follows_chain_rule(answers, at, given))
        else:
            given[2] = [tuple(pair) for pair in given[2]]  # the data as they are by now
            path(*given)
            self.expect(lambda answers: follows_path(answers, at, given))
            self.gave_list = True


def _both_ways(line: State) -> list[tuple[list[float], list[float]]]:
    forth = list(line.pair), list(line.sizes)
    return [forth, (forth[0][::-1], forth[1][::-1])]


def is_right_to_four_decimals(got: float, right: float) -> bool:
    """Tell whether a number is the right one, rounded in whatever way."""
    return abs(got - right) <= HALF_A_UNIT or close(abs(got - right), HALF_A_UNIT)
