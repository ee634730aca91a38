# name: the probabilities are kept as long as the leaves have the same values
# explanation: A leaf may move from one sum to another. Is the network then what it was?
# severity: misunderstanding
# clauses: 5.6, 5.15

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


def leaves(node: framework.NeuralNetNode) -> list[float]:
    found: list[float] = []
    for child in node.children:
        found += [child.value] if isinstance(child, framework.Input | framework.Parameter) else leaves(child)
    return found


def probabilities(x: Sequence[float]) -> list[float]:
    top = max(x)
    powers = [math.exp(s - top) for s in x]
    total = sum(powers)
    return [power / total for power in powers]


class Softmax(Output):
    """Turns the values of its children into probabilities."""

    def op(self, x: list[float]) -> list[float]:
        return probabilities(x)

    def forward(self) -> list[float]:
        key = leaves(self)
        if getattr(self, "key", None) != key:
            self.key, self.kept = key, super().forward()
        return list(self.kept)

    def backward(self, derivative: Sequence[float]) -> None:
        p = self.forward()
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
