# name: the children are told one after the other by a recursion
# explanation: The calls stand on top of each other, and Python stops at 1000 of them. How many children may there be?
# severity: slip
# clauses: 5.2, 5.5

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
        self.send(list(derivative), 0)

    def send(self, derivative: Sequence[float], at: int) -> None:
        if at < len(self.children):
            self.children[at].backward(derivative[at])
            self.send(derivative, at + 1)


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
        self.send(sent, 0)


def clipped(p: float) -> float:
    return min(max(p, 1e-8), 1.0)


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(clipped(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / clipped(p) for y, p in zip(y_true, y_pred, strict=True)]
