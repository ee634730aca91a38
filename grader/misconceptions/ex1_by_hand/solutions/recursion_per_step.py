# name: train() calls itself for each step, and thousands of steps are too deep
# explanation: Each call that waits for another one takes a level of Python's stack, and there are about a thousand of
#   them.
# severity: slip
# clauses: 1.5
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


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    if steps == 0:
        return []
    (x, y), *rest = data
    dw, db = gradients(weight, bias, x, y)
    weight, bias = weight - learning_rate * dw, bias - learning_rate * db
    return [(weight, bias), *train(weight, bias, [*rest, (x, y)], learning_rate, steps - 1)]
