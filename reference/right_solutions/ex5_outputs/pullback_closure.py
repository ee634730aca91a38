"""A function gives the value and a closure that pulls derivatives back."""

# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

from __future__ import annotations

from collections.abc import Sequence
import math
from collections.abc import Callable

from backprop import framework


Pullback = Callable[[Sequence[float]], list[float]]


def identity(x: Sequence[float]) -> tuple[list[float], Pullback]:
    return list(x), list


def softmax(x: Sequence[float]) -> tuple[list[float], Pullback]:
    top = max(x)
    weights = [math.exp(v - top) for v in x]
    total = sum(weights)
    p = [w / total for w in weights]

    def pullback(derivative: Sequence[float]) -> list[float]:
        dot = sum(d * q for d, q in zip(derivative, p))
        return [q * (d - dot) for d, q in zip(derivative, p)]

    return p, pullback


class Output(framework.Operation):
    function = staticmethod(identity)

    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children. Subclasses may override it."""
        return self.function(x)[0]

    def grad(self) -> list[list[float]]:
        raise NotImplementedError("Exercise 5")

    def backward(self, derivative: Sequence[float]) -> None:
        scores = [child.forward() for child in self.children]
        _, pullback = self.function(scores)
        for child, d in zip(self.children, pullback(derivative), strict=True):
            child.backward(d)


class Softmax(Output):
    function = staticmethod(softmax)

    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        return super().op(x)


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
