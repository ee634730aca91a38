# name: gradients() computes the loss as well, and its square overflows
# explanation: For large numbers the square is an OverflowError, though both derivatives are finite.
# severity: misunderstanding
# clauses: 1.4, 1.9
# family: loss overflows
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    """The network of `weight * x + bias`."""
    return framework.Add([framework.Multiply([framework.Parameter(weight), framework.Input()]), framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    """Found with pen and paper."""
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    gap = y - (weight * x + bias)
    loss = float(gap) ** 2
    if loss != loss:
        raise ValueError("the loss is not a number")
    return -2 * gap * x, -2 * gap


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
