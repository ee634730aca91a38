"""A closure with nonlocal state."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    scaled = framework.Multiply([framework.Parameter(weight), framework.Input()])
    return framework.Add([scaled, framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    p = weight * x + bias
    dl_dp = -2 * (y - p)
    return dl_dp * x, dl_dp


def _stepper(weight, bias, rate):
    def step(x, y):
        nonlocal weight, bias
        dw, db = gradients(weight, bias, x, y)
        weight, bias = weight - rate * dw, bias - rate * db
        return weight, bias

    return step


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    step = _stepper(weight, bias, learning_rate)
    rounds, rest = divmod(steps, len(data))
    samples = [*data] * rounds + [*data[:rest]]
    return [step(x, y) for x, y in samples]
