# name: the start values are rounded to 6 decimals
# explanation: The caller has given a weight and a bias, and gets others. The digits at the end may look untidy, but
#   they are part of the number.
# severity: misunderstanding
# clauses: 1.1, 1.9
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    w, b = (framework.Parameter(round(value, 6)) for value in (weight, bias))
    return framework.Add([framework.Multiply([framework.Input(), w]), b])


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
