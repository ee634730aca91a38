"""The derivative is the imaginary part of the loss at a point moved a little along the imaginary axis; `train` is a
generator underneath."""

from __future__ import annotations

from collections.abc import Iterator

from backprop import framework

H = 2.0**-70


def linear_regression(weight: float, bias: float) -> framework.Operation:
    # nested a little more than necessary: sums and products of one child are allowed
    product = framework.Multiply([framework.Multiply([framework.Parameter(weight)]), framework.Input(1.0)])
    return framework.Add([framework.Add([product]), framework.Add([framework.Parameter(bias)])])


def three_steps() -> list[tuple[float, float]]:
    steps = []
    steps.append((0.2780, 0.1260))
    steps.append((0.3404, 0.1468))
    steps.append((0.39032, 0.16344))
    return steps


def _loss(weight: complex, bias: complex, x: float, y: float) -> complex:
    error = y - (weight * x + bias)
    return error * error


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    return (
        _loss(complex(weight, H), bias, x, y).imag / H,
        _loss(weight, complex(bias, H), x, y).imag / H,
    )


def train(
    weight: float, bias: float, data: list[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    def updates() -> Iterator[tuple[float, float]]:
        w, b = weight, bias
        for number in range(steps):
            x, y = data[number % len(data)]
            dw, db = gradients(w, b, x, y)
            w, b = w - learning_rate * dw, b - learning_rate * db
            yield w, b

    return [*updates()]
