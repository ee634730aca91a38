# name: grad() is deleted, so no Output can be made
# explanation: Python makes no object of a class that lacks what its base demands. The docstring says what to do with a
#   grad() that nobody needs.
# severity: does not work
# clauses: 5.5, 5.1

from __future__ import annotations

from collections.abc import Sequence
import math

from backprop import framework


class Output(framework.Operation):
    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children. Subclasses may override it."""
        return list(x)

    def backward(self, derivative: Sequence[float]) -> None:
        for child, d in zip(self.children, self.for_children(derivative), strict=True):
            child.backward(d)

    def for_children(self, derivative: Sequence[float]) -> list[float]:
        return list(derivative)


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        top = max(x)
        exps = [math.exp(score - top) for score in x]
        total = sum(exps)
        return [e / total for e in exps]

    def for_children(self, derivative: Sequence[float]) -> list[float]:
        p = self.forward()
        dot = sum(d * q for d, q in zip(derivative, p, strict=True))
        return [q * (d - dot) for d, q in zip(derivative, p, strict=True)]


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
