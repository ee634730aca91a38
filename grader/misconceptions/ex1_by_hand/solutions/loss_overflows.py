# name: train() also computes the loss, and stops with an OverflowError when that gets too large
# explanation: The loss is the square of the gap, so it overflows long before the weight and the bias do. Do you need it
#   for an update?
# severity: misunderstanding
# clauses: 1.5
# family: loss overflows
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework
from backprop.losses import mse_loss


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
    history, curve = [], []
    for i in range(steps):
        x, y = data[i % len(data)]
        curve.append(mse_loss(y, weight * x + bias))
        dw, db = gradients(weight, bias, x, y)
        weight -= learning_rate * dw
        bias -= learning_rate * db
        history.append((weight, bias))
    return history
