"""The line as a dot product with the feature 1 for the bias."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    scaled = framework.Multiply([framework.Parameter(weight), framework.Input()])
    return framework.Add([scaled, framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def _dot(a, b):
    return sum(u * v for u, v in zip(a, b, strict=True))


def _slopes(knobs, features, y):
    outer = -2 * (y - _dot(knobs, features))
    return [outer * f for f in features]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    dw, db = _slopes([weight, bias], [x, 1], y)
    return dw, db


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    knobs = [weight, bias]
    history = []
    for n in range(steps):
        x, y = data[n % len(data)]
        knobs = [k - learning_rate * s for k, s in zip(knobs, _slopes(knobs, (x, 1), y))]
        history.append(tuple(knobs))
    return history
