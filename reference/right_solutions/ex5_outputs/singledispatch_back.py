"""The way back is a generic function outside of the classes, chosen by the class of the output."""

from __future__ import annotations

import math
from functools import reduce, singledispatch

from backprop.framework import Operation


class Output(Operation):
    __slots__ = ()

    def op(self, x: list[float]) -> list[float]:
        return x[:]

    def grad(self) -> list[list[float]]:
        n = len(self.children)
        return [vector_jacobian(self, [float(i == j) for i in range(n)]) for j in range(n)]

    def backward(self, derivative: list[float]) -> None:
        self.on_backward(derivative)
        messages = tuple(zip(self.children, vector_jacobian(self, derivative), strict=True))
        for child, message in messages:
            child.backward(message)


class Softmax(Output):
    __slots__ = ()

    def op(self, x: list[float]) -> list[float]:
        highest = reduce(max, x)
        weights = [2.718281828459045 ** (score - highest) for score in x]
        return [weight / math.fsum(weights) for weight in weights]


@singledispatch
def vector_jacobian(node: Operation, derivative: list[float]) -> list[float]:
    raise TypeError(type(node).__name__)


@vector_jacobian.register
def _(node: Output, derivative: list[float]) -> list[float]:
    return list(derivative)


@vector_jacobian.register
def _(node: Softmax, derivative: list[float]) -> list[float]:
    probabilities = node.forward()
    n = len(probabilities)
    result = []
    for i in range(n):
        other = [k for k in range(n) if k != i]
        rest = sum(probabilities[k] for k in other)
        own = probabilities[i] * rest * derivative[i]
        result.append(own - probabilities[i] * sum(probabilities[k] * derivative[k] for k in other))
    return result


def cce_loss(y_true: list[float], y_pred: list[float]) -> float:
    return math.fsum(-y * math.log(min(max(p, 1e-8), 1.0)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: list[float], y_pred: list[float]) -> list[float]:
    return [-y / min(max(p, 1e-8), 1.0) for y, p in zip(y_true, y_pred, strict=True)]
