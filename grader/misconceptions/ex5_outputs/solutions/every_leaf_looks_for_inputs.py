# name: what is no Parameter is an Input or has a find_input_nodes()
# explanation: What if a leaf is of a class of the course's, neither an Input nor a Parameter?
# severity: slip
# clauses: 5.2, 5.15

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop import framework


class Output(framework.Operation):
    """A root whose value is a list of numbers."""

    def op(self, x: list[float]) -> list[float]:
        return list(x)

    def find_input_nodes(self) -> list[framework.Input]:
        found = []
        for child in self.children:
            if isinstance(child, framework.Input):
                found.append(child)
            elif not isinstance(child, framework.Parameter):
                found.extend(child.find_input_nodes())
        return found

    def grad(self) -> list[list[float]]:
        n = len(self.children)
        return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]

    def backward(self, derivative: Sequence[float]) -> None:
        for child, row in zip(self.children, self.grad(), strict=True):
            child.backward(sum(d * partial for d, partial in zip(derivative, row, strict=True)))


class Softmax(Output):
    """Turns the values of its children into probabilities."""

    def op(self, x: list[float]) -> list[float]:
        highest = max(x)
        powers = [math.exp(score - highest) for score in x]
        total = sum(powers)
        return [power / total for power in powers]

    def grad(self) -> list[list[float]]:
        p = self.op([child.forward() for child in self.children])
        return [[p[j] * ((i == j) - p[i]) for j in range(len(p))] for i in range(len(p))]


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
