# name: the plain formula first, and shifted scores if it raises an exception
# explanation: For scores near -740 nothing is raised, but exp() gives numbers next to the smallest float. How many
#   digits are left of them?
# severity: misunderstanding
# clauses: 5.7

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop import framework


class Output(framework.Operation):
    """A root whose value is a list of numbers. By default these are the values of its children, in order."""

    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children."""
        return list(x)

    def grad(self) -> list[list[float]]:
        """The Jacobian matrix: `backward` does without."""
        raise NotImplementedError("Exercise 5")

    def backward(self, derivative: Sequence[float]) -> None:
        """Pass on the derivatives of the loss."""
        for child, d in zip(self.children, derivative, strict=True):
            child.backward(d)


class Softmax(Output):
    """Turns the values s of its children into probabilities."""

    def op(self, x: list[float]) -> list[float]:
        try:
            return self._divide([math.exp(s) for s in x])
        except (OverflowError, ZeroDivisionError):
            top = max(x)
            return self._divide([math.exp(s - top) for s in x])

    @staticmethod
    def _divide(powers: list[float]) -> list[float]:
        total = sum(powers)
        return [power / total for power in powers]

    def backward(self, derivative: Sequence[float]) -> None:
        p = self.forward()
        mean = sum(d * q for d, q in zip(derivative, p, strict=True))
        for child, d, q in zip(self.children, derivative, p, strict=True):
            child.backward(q * (d - mean))


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    """The categorical cross-entropy."""
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    """The derivatives of `cce_loss` with respect to the predicted probabilities."""
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]
