"""Every output has a Jacobian matrix, the identity by default; `backward` multiplies the derivative with it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop.framework import NeuralNetNode, Operation

Matrix = list[list[float]]


class Output(Operation):
    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        super().__init__(children)

    def op(self, x: list[float]) -> list[float]:
        return list(x)

    def jacobian(self, x: list[float]) -> Matrix:
        """Row j, column i: the derivative of component j with respect to child i."""
        return [[float(i == j) for i in range(len(x))] for j in range(len(x))]

    def grad(self) -> Matrix:
        return self.jacobian([child.forward() for child in self.children])

    def backward(self, derivative: list[float]) -> None:
        self.on_backward(derivative)
        columns = zip(*self.grad(), strict=True)
        totals = [sum(d * entry for d, entry in zip(derivative, column, strict=True)) for column in columns]
        for child, total in zip(self.children, totals, strict=True):
            child.backward(total)


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        powers = [math.exp(score - max(x)) for score in x]
        return [power / sum(powers) for power in powers]

    def jacobian(self, x: list[float]) -> Matrix:
        s = self.op(x)
        return [[s[j] * ((i == j) - s[i]) for i in range(len(s))] for j in range(len(s))]


def _clip(p: float) -> float:
    return min(1.0, max(1e-8, p))


def cce_loss(y_true: list[float], y_pred: list[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: list[float], y_pred: list[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]
