"""# Exercise 5: Several outputs"""

from __future__ import annotations

from backprop import framework


class Output(framework.Operation):
    """A root whose value is a list."""

    def op(self, x: list[float]) -> list[float]:
        raise NotImplementedError("Exercise 5")

    def grad(self) -> list[float]:
        raise NotImplementedError("Exercise 5")

    def backward(self, derivative: list[float]) -> None:
        raise NotImplementedError("Exercise 5")


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        raise NotImplementedError("Exercise 5")

    def backward(self, derivative: list[float]) -> None:
        raise NotImplementedError("Exercise 5")


def cce_loss(y_true: list[float], y_pred: list[float]) -> float:
    """-sum of y_j log p_j"""
    raise NotImplementedError("Exercise 5")


def cce_loss_grad(y_true: list[float], y_pred: list[float]) -> list[float]:
    """The derivative for each p_j."""
    raise NotImplementedError("Exercise 5")
