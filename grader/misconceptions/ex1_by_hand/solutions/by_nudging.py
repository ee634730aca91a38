# name: the derivatives are measured with a nudge of 0.001
# explanation: A nudge is a good check of a derivative, but it gives a few right digits and never all of them. On paper
#   you had a formula: what becomes of it in Python?
# severity: misunderstanding
# clauses: 1.4
# family: difference quotient
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    scaled = framework.Multiply([framework.Parameter(weight), framework.Input()])
    return framework.Add([scaled, framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def _loss(weight, bias, x, y):
    p = weight * x + bias
    return (y - p) * (y - p)


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    h = 0.001
    here = _loss(weight, bias, x, y)
    return (_loss(weight + h, bias, x, y) - here) / h, (_loss(weight, bias + h, x, y) - here) / h


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
