"""A demo under __main__ that nudges and compares, helper names that may be in the way."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    scaled = framework.Multiply([framework.Parameter(weight), framework.Input()])
    return framework.Add([scaled, framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def loss(weight, bias, x, y):
    p = weight * x + bias
    return (y - p) * (y - p)


def nudge(weight, bias, x, y, h=1e-6):
    """Only for checking by eye."""
    dw = (loss(weight + h, bias, x, y) - loss(weight - h, bias, x, y)) / (2 * h)
    db = (loss(weight, bias + h, x, y) - loss(weight, bias - h, x, y)) / (2 * h)
    return dw, db


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    p = weight * x + bias
    dL_dp = -2 * (y - p)
    dp_dweight = x
    dp_dbias = 1
    return (dL_dp * dp_dweight, dL_dp * dp_dbias)


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    result = []
    index = -1
    for _ in range(steps):
        index += 1
        if index >= len(data):
            index = 0
        pair = data[index]
        g = gradients(weight, bias, pair[0], pair[1])
        result.append((weight - learning_rate * g[0], bias - learning_rate * g[1]))
        weight, bias = result[-1]
    return result


if __name__ == "__main__":
    print(gradients(0.5, -0.2, 2, 1.5), nudge(0.5, -0.2, 2, 1.5), file=sys.stderr)
    for ours, computed in zip(three_steps(), train(0.2, 0.1, [(3, 2)], 0.01, 3)):
        print(ours, computed)
