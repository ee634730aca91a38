# name: if there is a 1 in the truth, only its class is looked at
# explanation: The truth need not sum to 1: beside a 1 there may be a 0.5.
# severity: misunderstanding
# clauses: 5.9, 5.10

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop import framework


class Output(framework.Operation):
    """A root whose value is a list of numbers."""

    def op(self, x: list[float]) -> list[float]:
        return list(x)

    def grad(self) -> list[list[float]]:
        raise NotImplementedError("Exercise 5")

    def backward(self, derivative: Sequence[float]) -> None:
        for child, d in zip(self.children, list(derivative), strict=True):
            child.backward(d)


def probabilities(x: Sequence[float]) -> list[float]:
    top = max(x)
    powers = [math.exp(s - top) for s in x]
    total = sum(powers)
    return [power / total for power in powers]


class Softmax(Output):
    """Turns the values of its children into probabilities."""

    def op(self, x: list[float]) -> list[float]:
        return probabilities(x)

    def backward(self, derivative: Sequence[float]) -> None:
        p = self.op([child.forward() for child in self.children])
        mean = sum(d * q for d, q in zip(derivative, p, strict=True))
        sent = [q * (d - mean) for d, q in zip(derivative, p, strict=True)]
        for child, d in zip(self.children, sent, strict=True):
            child.backward(d)


def clipped(p: float) -> float:
    return min(max(p, 1e-8), 1.0)


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    if 1 in y_true:
        return -math.log(clipped(y_pred[list(y_true).index(1)]))
    return -sum(y * math.log(clipped(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / clipped(p) for y, p in zip(y_true, y_pred, strict=True)]
