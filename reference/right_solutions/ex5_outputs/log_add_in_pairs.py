"""The logarithm of the sum by adding pairs, level by level."""

# mypy: disable-error-code="override"

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop import framework


class Output(framework.Operation):
    """A root whose value is a list of numbers."""

    def op(self, x: list[float]) -> list[float]:
        return list(x)

    def grad(self) -> list[list[float]]:
        raise NotImplementedError("Exercise 5")

    def backward(self, derivative: Sequence[float]) -> None:
        for child, d in zip(self.children, list(derivative), strict=True):
            child.backward(d)


def log_add(x: Sequence[float]) -> float:
    while len(x) > 1:
        pairs = [(a, b) if a > b else (b, a) for a, b in zip(x[::2], x[1::2])]
        x = [a + math.log1p(math.exp(b - a)) for a, b in pairs] + list(x[len(pairs) * 2:])
    return x[0]


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        top = max(x)
        shifted = [s - top for s in x]
        whole = log_add(shifted)
        return [math.exp(s - whole) for s in shifted]

    def backward(self, derivative: Sequence[float]) -> None:
        p = self.forward()
        mean = math.sumprod(p, derivative) if hasattr(math, "sumprod") else sum(map(float.__mul__, p, map(float, derivative)))
        super().backward([q * (d - mean) for d, q in zip(derivative, p, strict=True)])


def clipped(p: float) -> float:
    return min(max(p, 1e-8), 1.0)


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(clipped(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / clipped(p) for y, p in zip(y_true, y_pred, strict=True)]
