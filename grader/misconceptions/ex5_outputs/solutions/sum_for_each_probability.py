# name: the sum is computed anew for each probability, and the probabilities for each row
# explanation: With a thousand children the Jacobian has a thousand rows. How often is exp() called for one
#   backward()?
# severity: slip
# clauses: 5.2, 5.8
# family: value_for_each_entry

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop import framework


class Output(framework.Operation):
    """A root whose value is a list of numbers."""

    def op(self, x: list[float]) -> list[float]:
        return list(x)

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
        return [math.exp(score - highest) / sum(math.exp(s - highest) for s in x) for score in x]

    def grad(self) -> list[list[float]]:
        scores = [child.forward() for child in self.children]
        return [self._row(scores, i) for i in range(len(scores))]

    def _row(self, scores: list[float], i: int) -> list[float]:
        p = self.op(scores)
        return [p[j] * ((i == j) - p[i]) for j in range(len(p))]


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
