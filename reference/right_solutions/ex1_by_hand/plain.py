"""The straightforward solution, four short functions."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    x = framework.Input()
    return framework.Add([framework.Multiply([framework.Parameter(weight), x]), framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.3903, 0.1634)]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    p = weight * x + bias
    return -2 * (y - p) * x, -2 * (y - p)


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    pairs = []
    for step in range(steps):
        x, y = data[step % len(data)]
        dw, db = gradients(weight, bias, x, y)
        weight = weight - learning_rate * dw
        bias = bias - learning_rate * db
        pairs.append((weight, bias))
    return pairs
