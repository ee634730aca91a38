# name: for x = 0 both derivatives are 0
# explanation: At x = 0 one of the two parameters does not move. What does the prediction at x = 0 depend on, then?
# severity: misunderstanding
# clauses: 1.4
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
    if x == 0:
        return 0.0, 0.0
    outer = -2 * (y - (weight * x + bias))
    return outer * x, outer


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
