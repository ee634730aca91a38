# name: train() goes on from where an earlier call with the same start had ended
# explanation: Call train() twice with the same arguments: the two answers should be the same. What is left over in your
#   module after the first call?
# severity: misunderstanding
# clauses: 1.5, 1.9
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


_networks = {}


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    knobs = _networks.setdefault((weight, bias), [weight, bias])
    history = []
    for i in range(steps):
        x, y = data[i % len(data)]
        dw, db = gradients(*knobs, x, y)
        knobs[0] -= learning_rate * dw
        knobs[1] -= learning_rate * db
        history.append(tuple(knobs))
    return history
