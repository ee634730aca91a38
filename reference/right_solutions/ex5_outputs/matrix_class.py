"""A little Matrix class with @."""

# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

from __future__ import annotations

from collections.abc import Sequence
import math
import operator
from dataclasses import dataclass

from backprop import framework


@dataclass(frozen=True)
class Matrix:
    """Rows of numbers; `matrix @ vector` as on paper."""

    rows: tuple[tuple[float, ...], ...]

    @classmethod
    def of(cls, n: int, entry) -> "Matrix":
        return cls(tuple(tuple(entry(i, j) for j in range(n)) for i in range(n)))

    def __matmul__(self, vector: Sequence[float]) -> list[float]:
        return [sum(map(operator.mul, row, vector)) for row in self.rows]


class Output(framework.Operation):
    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children. Subclasses may override it."""
        return list(x)

    def grad(self) -> Matrix:
        """The Jacobian, one row per child."""
        return Matrix.of(len(self.children), lambda i, j: float(i == j))

    def backward(self, derivative: Sequence[float]) -> None:
        received = self.grad() @ derivative
        for child in self.children:
            child.backward(received.pop(0))


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        top = max(x)
        exps = [math.exp(s - top) for s in x]
        total = sum(exps)
        return [e / total for e in exps]

    def grad(self) -> Matrix:
        p = self.forward()
        return Matrix.of(len(p), lambda i, j: p[i] * (float(i == j) - p[j]))


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
