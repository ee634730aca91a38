"""The straight line of exercise 1: what is right, computed with sixty digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from itertools import cycle, islice
from typing import Any, NamedTuple

from checks.law.answers import Answers, is_number, numbers_close, several
from checks.law.living.life import Impossible
from checks.law.oracle import close

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


def in_range(*sizes: float) -> None:
    """Raise `Impossible` unless all solutions can compute with numbers of these sizes."""
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
    in_range(terms, terms * abs(x))
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
        in_range(step, step * abs(x), w, b)
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
        in_range(weight, bias, both)
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
    answers.holds(at, isinstance(got, list), "a list of pairs (weight, bias), one after each update")
    if not right:
        answers.holds(at, got == [], "an empty list", "No update, no pair.")
    expected = [one.values for one in right]
    for i, one in enumerate(right):
        sample = tuple(data[i % len(data)])
        why = f"The first difference is after update {i + 1} of {steps}, on the sample {sample}."
        if not (i < len(got) and is_pair(got[i]) and numbers_close(tuple(got[i]), one.values, one.sizes)):
            raise answers.mismatch(at, expected, why, [tuple(p) if isinstance(p, list) else p for p in got])
    pairs = f"{several(steps, 'pair')}, one after each update"
    answers.holds(at, len(got) == steps, pairs, got=several(len(got), "pair"))


def follows_chain_rule(answers: Answers, at: int, arguments: Sequence[Any]) -> None:
    """Demand that the answer to a call of `gradients` is right."""
    right = gradients(*arguments)
    pair = is_pair(answers[at]) and numbers_close(tuple(answers[at]), right.values, right.sizes)
    answers.holds(at, pair, right.values, f"These are (dL/dweight, dL/dbias) for {LOSS}.")


def is_right_to_four_decimals(got: float, right: float) -> bool:
    """Tell whether a number is the right one, rounded in whatever way."""
    return abs(got - right) <= HALF_A_UNIT or close(abs(got - right), HALF_A_UNIT)


SWAPPED = """\
def parts(node):
    return [node] + [part for child in node.children for part in parts(child)]

def swapped(which, new):
    line = linear_regression(2.0, 1.0)
    weights = [part for part in parts(line) if hasattr(part, 'learning_rate') and part.value == 2.0]
    (old,) = weights if which == 'weight' else line.find_input_nodes()
    for node in parts(line):
        for at, child in enumerate(node.children):
            if child is old:
                node.children[at] = new
    return line

def slopes(line):
    values = [child() for child in line.children]
    moved = [line.op(values[:i] + [x + 0.5] + values[i + 1:]) - line.op(values) for i, x in enumerate(values)]
    return [abs(2 * a - b) < 1e-9 for a, b in zip(moved, line.grad())]"""

WITH_OTHER_PARTS = (
    (SWAPPED, ""),
    ("line = swapped('x', Input(3.0))", ""),
    ("line(), line.predict([5.0]), all(slopes(line))", "(7.0, 11.0, True)"),
    ("line = swapped('x', Add([Input(), Input()]))", ""),
    ("line.predict([2.0, 3.0]), line.backward(1.0), line.predict([2.0, 3.0])", "(11.0, None, 10.74)"),
    ("line = swapped('weight', Add([Parameter(2.0, learning_rate=0.01)]))", ""),
    ("line.predict([5.0]), line.backward(1.0), line.predict([5.0])", "(11.0, None, 10.74)"),
    ("part = Parameter(3.0, learning_rate=0.01)", ""),
    ("line = swapped('x', part)", ""),
    ("line(), line.backward(1.0), part.value, line()", "(7.0, None, 2.98, 6.8606)"),
)
"""Another node in the place of a leaf, and what each slope of the root has to be: its op is linear in each child."""
