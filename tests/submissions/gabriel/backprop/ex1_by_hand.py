from __future__ import annotations

from itertools import cycle

from backprop.framework import Add, Input, Multiply, Operation, Parameter
from backprop.losses import mse_loss_grad


def linear_regression(weight: float, bias: float) -> Operation:
    return Add([Multiply([Parameter(weight), Input()]), Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    return [
        (0.278, 0.126),
        (0.3404, 0.1468),
        (0.39032, 0.16344),
    ]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    upstream = mse_loss_grad(y, weight * x + bias)
    return upstream * x, upstream


def train(weight: float, bias: float, data, learning_rate: float, steps: int) -> list[tuple[float, float]]:
    path = []
    for _, (x, y) in zip(range(steps), cycle(data)):
        grad_w, grad_b = gradients(weight, bias, x, y)
        weight, bias = weight - learning_rate * grad_w, bias - learning_rate * grad_b
        path.append((weight, bias))
    return path
