# name: the bias is multiplied by an Input that holds 1
# explanation: An Input stands for something that comes from outside with each sample. How many numbers does `predict`
#   need for this tree, and how many does the line have?
# severity: misunderstanding
# clauses: 1.1
# family: an input for the bias
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    terms = []
    for parameter, feature in [(framework.Parameter(weight), framework.Input()), (framework.Parameter(bias), framework.Input(1.0))]:
        terms.append(framework.Multiply([parameter, feature]))
    return framework.Add(terms)


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
