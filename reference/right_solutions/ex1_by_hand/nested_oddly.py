from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    part = framework.Multiply([framework.Add([framework.Parameter(weight)]), framework.Multiply([framework.Input(3)])])
    return framework.Multiply([framework.Add([framework.Add([]), part, framework.Multiply([framework.Parameter(bias)])])])


def three_steps() -> list[list[float]]:
    return [[0.2780, 0.1260], [0.3404, 0.1468], [0.3903, 0.1634]]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias)."""
    slope = -2 * (y - (weight * x + bias))
    return slope * x, slope


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    """The pairs (weight, bias) after each update."""
    history = []
    for step in range(steps):
        x, y = data[step % len(data)]
        d_weight, d_bias = gradients(weight, bias, x, y)
        weight -= learning_rate * d_weight
        bias -= learning_rate * d_bias
        history.append((weight, bias))
    return history
