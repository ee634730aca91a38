"""NamedTuple pairs; they are tuples, and equal to them."""

from __future__ import annotations

from typing import NamedTuple
from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    scaled = framework.Multiply([framework.Parameter(weight), framework.Input()])
    return framework.Add([scaled, framework.Parameter(bias)])


class Knobs(NamedTuple):
    weight: float
    bias: float


def three_steps() -> list[tuple[float, float]]:
    return [Knobs(0.278, 0.126), Knobs(0.3404, 0.1468), Knobs(weight=0.3903, bias=0.1634)]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    outer = 2 * (weight * x + bias - y)  # dL/dp
    return Knobs(weight=outer * x, bias=outer * 1)


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    now = Knobs(weight, bias)
    seen: list[tuple[float, float]] = []
    while len(seen) < steps:
        sample = data[len(seen) % len(data)]
        slope = Knobs(*gradients(*now, *sample))
        now = Knobs(now.weight - learning_rate * slope.weight, now.bias - learning_rate * slope.bias)
        seen.append(now)
    return seen
