# name: the history keeps the last thousand pairs
# explanation: The list has a pair for each update, thousands if so many are asked for.
# severity: slip
# clauses: 1.5
from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    """The network of `weight * x + bias`."""
    return framework.Add([framework.Multiply([framework.Parameter(weight), framework.Input()]), framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    """Found with pen and paper."""
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias)."""
    slope = -2 * (y - (weight * x + bias))
    return slope * x, slope


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    """The pairs (weight, bias) after each update."""
    history = deque(maxlen=1000)
    for step in range(steps):
        x, y = data[step % len(data)]
        d_weight, d_bias = gradients(weight, bias, x, y)
        weight -= learning_rate * d_weight
        bias -= learning_rate * d_bias
        history.append((weight, bias))
    return list(history)
