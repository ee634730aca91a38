"""Shifts by the maximum plus log n, so that even the sum stays below 1."""

# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

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
    __slots__ = ()

    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        shift = max(x) + 1.0
        exps = [math.exp(max(s - shift, -800.0)) for s in x]  # exp(-800) is 0.0 already
        total = math.fsum(exps)
        return [e / total for e in exps]

    def grad(self) -> list[list[float]]:
        p = self.forward()
        n = len(p)
        table = [[0.0] * n for _ in range(n)]
        for i in range(n):
            for j in range(i, n):
                table[i][j] = table[j][i] = -p[i] * p[j]
            table[i][i] = p[i] * (1 - p[i])
        return table


EPSILON = 1e-8


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return math.fsum(-y * math.log(p) for y, p in zip(y_true, clipped(y_pred)))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / p for y, p in zip(y_true, clipped(y_pred))]


def clipped(probabilities: Sequence[float]) -> list[float]:
    return [EPSILON if p < EPSILON else 1.0 if p > 1.0 else p for p in probabilities]
