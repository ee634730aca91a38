# name: the probabilities are not clipped before the logarithm
# explanation: A softmax of very different scores gives an exact 0. What is its logarithm?
# severity: misunderstanding
# clauses: 5.9, 5.11
# family: clipping

from __future__ import annotations

from collections.abc import Sequence
import math

from backprop import framework


class Output(framework.Operation):
    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children. Subclasses may override it."""
        return list(x)

    def grad(self) -> list[list[float]]:
        n = len(self.children)
        return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]

    def backward(self, derivative: Sequence[float]) -> None:
        jacobian = self.grad()
        totals = [sum(d * entry for d, entry in zip(derivative, row, strict=True)) for row in jacobian]
        for child, total in zip(self.children, totals, strict=True):
            child.backward(total)


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        top = max(x)
        exps = [math.exp(score - top) for score in x]
        total = sum(exps)
        return [e / total for e in exps]

    def grad(self) -> list[list[float]]:
        """Row i: d p_j / d s_i = p_j * ((1 if i = j else 0) - p_i)."""
        p = self.forward()
        return [[p_j * ((i == j) - p_i) for j, p_j in enumerate(p)] for i, p_i in enumerate(p)]


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(p) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
