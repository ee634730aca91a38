from __future__ import annotations

import math

from backprop import losses
from backprop.framework import Operation


class Output(Operation):
    def op(self, x: list[float]) -> list[float]:
        return x

    def grad(self) -> list[float]:
        raise TypeError("an Output has a vector-Jacobian product instead")

    def vjp(self, derivative: list[float]) -> list[float]:
        return derivative

    def backward(self, derivative: list[float]) -> None:
        for child, d in zip(self.children, self.vjp(derivative)):
            child.backward(d)


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        top = max(x)
        powers = [math.exp(score - top) for score in x]
        return [power / sum(powers) for power in powers]

    def vjp(self, derivative: list[float]) -> list[float]:
        probs = self.forward()
        average = sum(d * p for d, p in zip(derivative, probs))
        return [p * (d - average) for d, p in zip(derivative, probs)]


def _clipped(probs: list[float]) -> list[float]:
    return [min(max(p, losses.EPSILON), 1.0) for p in probs]


def cce_loss(y_true: list[float], y_pred: list[float]) -> float:
    return -sum(y * math.log(p) for y, p in zip(y_true, _clipped(y_pred)))


def cce_loss_grad(y_true: list[float], y_pred: list[float]) -> list[float]:
    return [-y / p for y, p in zip(y_true, _clipped(y_pred))]
