"""The formula multiplied out, as on the sheet of paper (rounds a little differently)."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    scaled = framework.Multiply([framework.Parameter(weight), framework.Input()])
    return framework.Add([scaled, framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    # L = y^2 - 2y(wx + b) + (wx + b)^2
    dw = 2 * weight * x * x + 2 * bias * x - 2 * x * y
    db = 2 * weight * x + 2 * bias - 2 * y
    return dw, db


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    result = []
    for i in range(steps):
        x, y = data[i % len(data)]
        dw, db = gradients(weight, bias, x, y)
        weight -= learning_rate * dw
        bias -= learning_rate * db
        result.append((weight, bias))
    return result
