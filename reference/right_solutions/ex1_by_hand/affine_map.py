"""An update seen as an affine map of (weight, bias): a matrix for each sample, computed once."""

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
    p = weight * x + bias
    dl_dp = -2 * (y - p)
    return dl_dp * x, dl_dp


def _update_of(x, y, rate):
    """The coefficients of (w, b) -> (a w + c b + e, d w + f b + g)."""
    k = 2 * rate
    return (1 - k * x * x, -k * x, k * x * y), (-k * x, 1 - k, k * y)


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    updates = [_update_of(x, y, learning_rate) for x, y in data]
    path = []
    for i in range(steps):
        upper, lower = updates[i % len(updates)]
        weight, bias = (row[0] * weight + row[1] * bias + row[2] for row in (upper, lower))
        path.append((weight, bias))
    return path
