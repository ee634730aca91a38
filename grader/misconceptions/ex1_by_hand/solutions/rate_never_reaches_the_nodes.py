# name: the framework trains the line, but at its default learning rate
# explanation: Follow the argument learning_rate through your function. Where does it arrive?
# severity: misunderstanding
# clauses: 1.7
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework
from backprop.losses import mse_loss_grad


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
    line = linear_regression(weight, bias)
    parameters = [node for child in line.children for node in [child, *child.children] if isinstance(node, framework.Parameter)]
    history = []
    for i in range(steps):
        x, y = data[i % len(data)]
        line.backward(mse_loss_grad(y, line.predict([x])))
        history.append(tuple(p.value for p in parameters))
    return history
