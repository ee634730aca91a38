"""# Exercise 1: Backpropagation by hand"""

from __future__ import annotations

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    """The tree of weight * x + bias, with one input and two parameters."""
    raise NotImplementedError("Exercise 1")


def three_steps() -> list[tuple[float, float]]:
    """The (weight, bias) after each of three updates, worked out with pen and paper."""
    raise NotImplementedError("Exercise 1")


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """(dL/dweight, dL/dbias) of the squared error on one sample."""
    raise NotImplementedError("Exercise 1")


def train(
    weight: float, bias: float, data: list[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    """The (weight, bias) after each update."""
    raise NotImplementedError("Exercise 1")
