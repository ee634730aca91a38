# name: the probabilities of a backward() that an exception has ended are there in the next one
# explanation: What backward() notes for itself has to go whatever happens, also when a child raises an exception.
# severity: slip
# clauses: 5.5, 5.8

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop import framework


class Output(framework.Operation):
    def op(self, x: list[float]) -> list[float]:
        return list(x)

    def grad(self) -> list[list[float]]:
        n = len(self.children)
        return [[float(i == j) for j in range(n)] for i in range(n)]

    def backward(self, derivative: Sequence[float]) -> None:
        for child, row in zip(self.children, self.grad()):
            child.backward(sum(d * g for d, g in zip(derivative, row)))


class Softmax(Output):
    _p: list[float] | None = None

    def op(self, x: list[float]) -> list[float]:
        top = max(x)
        exps = [math.exp(s - top) for s in x]
        total = sum(exps)
        return [e / total for e in exps]

    def probabilities(self) -> list[float]:
        """The probabilities, computed once in a backward()."""
        if self._p is None:
            self._p = self.forward()
        return self._p

    def row(self, i: int) -> list[float]:
        p = self.probabilities()
        return [p[i] * ((i == j) - p[j]) for j in range(len(p))]

    def grad(self) -> list[list[float]]:
        return [self.row(i) for i in range(len(self.children))]

    def backward(self, derivative: Sequence[float]) -> None:
        super().backward(derivative)
        self._p = None


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
