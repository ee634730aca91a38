# name: one list [weight, bias] is changed and appended again and again
# explanation: All entries of the history are one and the same object. What does each of them show after the last
#   update?
# severity: misunderstanding
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
    knobs = [weight, bias]
    history = []
    for i in range(steps):
        x, y = data[i % len(data)]
        slopes = gradients(knobs[0], knobs[1], x, y)
        for k in (0, 1):
            knobs[k] -= learning_rate * slopes[k]
        history.append(knobs)
    return history
