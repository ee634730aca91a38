"""Generators, consumed in the right order."""

# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

from __future__ import annotations

from collections.abc import Sequence
import math
from collections.abc import Iterator

from backprop import framework


class Output(framework.Operation):
    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children. Subclasses may override it."""
        return list(self.components(x))

    def components(self, x: list[float]) -> Iterator[float]:
        yield from x

    def messages(self, derivative: Sequence[float]) -> Iterator[float]:
        """One message per child, in order."""
        yield from derivative

    def grad(self) -> list[list[float]]:
        raise NotImplementedError("Exercise 5")

    def backward(self, derivative: Sequence[float]) -> None:
        post = [*self.messages(derivative)]  # all of them, before the first is delivered
        post.reverse()
        for child in self.children:
            child.backward(post.pop())


class Softmax(Output):
    def components(self, x: list[float]) -> Iterator[float]:
        top = max(x)
        total = sum(math.exp(s - top) for s in x)
        for s in x:
            yield math.exp(s - top) / total

    def messages(self, derivative: Sequence[float]) -> Iterator[float]:
        p = self.forward()
        for i, p_i in enumerate(p):
            yield sum(d * p_j * ((i == j) - p_i) for j, (d, p_j) in enumerate(zip(derivative, p)))


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
