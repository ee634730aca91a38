"""Forward mode: numbers that carry both partial derivatives with them; the samples sit in a rotating deque."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from backprop.framework import Add, Input, Multiply, Parameter


@dataclass(frozen=True)
class Dual:
    value: float
    dw: float = 0.0
    db: float = 0.0

    def __add__(self, other: Dual) -> Dual:
        return Dual(self.value + other.value, self.dw + other.dw, self.db + other.db)

    def __mul__(self, other: Dual) -> Dual:
        return Dual(
            self.value * other.value,
            self.value * other.dw + self.dw * other.value,
            self.value * other.db + self.db * other.value,
        )


def linear_regression(weight, bias):
    x = Input()
    w = Parameter(weight)
    b = Parameter(bias)
    return Add([Multiply([w, x]), b])


def three_steps():
    return [[0.278, 0.126], [0.3404, 0.1468], [0.3903, 0.1634]]


def gradients(weight, bias, x, y):
    error = Dual(weight, dw=1.0) * Dual(x) + Dual(bias, db=1.0) + Dual(-y)
    loss = error * error
    return loss.dw, loss.db


def train(weight, bias, data, learning_rate, steps):
    samples = deque(data)
    history = []
    for _ in range(steps):
        dw, db = gradients(weight, bias, *samples[0])
        weight -= learning_rate * dw
        bias -= learning_rate * db
        history.append([weight, bias])
        samples.rotate(-1)
    return history
