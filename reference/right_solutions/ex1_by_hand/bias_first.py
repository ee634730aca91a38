"""The children the other way round, everything written with (p - y)."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework
from backprop.framework import Add, Input, Multiply, Parameter


def linear_regression(weight: float, bias: float) -> framework.Operation:
    return Add((Parameter(bias), Multiply((Input(), Parameter(weight)))))


def three_steps() -> list[tuple[float, float]]:
    first = (0.278, 0.126)
    second = (0.3404, 0.1468)
    third = (0.39032, 0.16344)
    return [first, second, third]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    error = (weight * x + bias) - y
    return (2 * error * x, 2 * error)


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    n = len(data)
    out: list[tuple[float, float]] = [(0.0, 0.0)] * steps
    for i in range(steps):
        x, y = data[i % n]
        error = weight * x + bias - y
        weight, bias = weight - learning_rate * 2 * error * x, bias - learning_rate * 2 * error
        out[i] = weight, bias
    return out
