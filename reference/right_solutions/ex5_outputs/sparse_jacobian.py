"""A dictionary {(i, j): entry}, without the zeros."""

# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

from __future__ import annotations

from collections.abc import Sequence
import math
from collections import defaultdict

from backprop import framework


class Output(framework.Operation):
    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children. Subclasses may override it."""
        return list(x)

    def grad(self):
        """(child i, component j) -> d value[j] / d child[i]; what is missing is zero."""
        return {(i, i): 1.0 for i in range(len(self.children))}

    def backward(self, derivative: Sequence[float]) -> None:
        totals: defaultdict[int, float] = defaultdict(float)
        for (i, j), entry in self.grad().items():
            totals[i] += derivative[j] * entry
        for i, child in enumerate(self.children):
            child.backward(totals[i])


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        shift = -max(x)
        unnormalised = {i: math.exp(s + shift) for i, s in enumerate(x)}
        z = sum(unnormalised.values())
        return [unnormalised[i] / z for i in range(len(x))]

    def grad(self):
        p = dict(enumerate(self.forward()))
        return {(i, j): p[j] * (1 - p[i]) if i == j else -p[i] * p[j] for i in p for j in p}


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
