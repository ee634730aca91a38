# name: a weight or a bias of 0 starts at random
# explanation: `0 or None` is None, since 0 counts as false. Is a weight of 0 the same as no weight?
# severity: misunderstanding
# clauses: 1.1, 1.9
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    w = framework.Parameter(weight or None)
    b = framework.Parameter(bias or None)
    return framework.Add([framework.Multiply([w, framework.Input()]), b])


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
    result = []
    for i in range(steps):
        x, y = data[i % len(data)]
        dw, db = gradients(weight, bias, x, y)
        weight -= learning_rate * dw
        bias -= learning_rate * db
        result.append((weight, bias))
    return result
