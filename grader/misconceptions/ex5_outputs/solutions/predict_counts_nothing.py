# name: predict() does not care how many inputs it gets
# explanation: zip() ends with the shorter one and says nothing. What does the predict() of the framework do?
# severity: misunderstanding
# clauses: 5.2

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop import framework


class Output(framework.Operation):
    """A root whose value is a list of numbers."""

    def predict(self, inputs: Sequence[float]) -> list[float]:
        for node, value in zip(self.find_input_nodes(), inputs):
            node.value = value
        return self.forward()

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
    return -sum(y * math.log(clipped(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / clipped(p) for y, p in zip(y_true, y_pred, strict=True)]
