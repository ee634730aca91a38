"""Softmax as exp(x - log-sum-exp(x)), and its vector-Jacobian product s * (d - <s, d>); a dataclass holds the
children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from operator import mul

from backprop.framework import NeuralNetNode, Operation

SMALLEST = 1e-8


@dataclass(eq=False, repr=False)
class Output(Operation):
    children: Sequence[NeuralNetNode]

    def __post_init__(self) -> None:
        self.children = list(self.children)

    def op(self, x: list[float]) -> list[float]:
        return [*x]

    def grad(self) -> list[float]:
        return [1.0 for _ in self.children]

    def to_scores(self, derivative: list[float]) -> list[float]:
        return list(map(mul, derivative, self.grad()))

    def backward(self, derivative: list[float]) -> None:
        for child, d in zip(self.children, self.to_scores(derivative), strict=True):
            child.backward(d)


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        top = max(x)
        lse = top + log(sum(exp(score - top) for score in x))
        return [exp(score - lse) for score in x]

    def to_scores(self, derivative: list[float]) -> list[float]:
        s = self.forward()
        mean = sum(map(mul, s, derivative))
        return [s_i * (d_i - mean) for s_i, d_i in zip(s, derivative, strict=True)]


def cce_loss(y_true: list[float], y_pred: list[float]) -> float:
    logs = (log(max(SMALLEST, min(p, 1))) for p in y_pred)
    return -sum(map(mul, y_true, logs))


def cce_loss_grad(y_true: list[float], y_pred: list[float]) -> list[float]:
    gradient = [0.0] * len(y_pred)
    for j, (y, p) in enumerate(zip(y_true, y_pred, strict=True)):
        if y:
            gradient[j] = -y / max(SMALLEST, min(p, 1))
    return gradient
