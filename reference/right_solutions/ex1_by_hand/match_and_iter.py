"""Iter() and next() with a StopIteration caught at the end of the data, and a match statement."""

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


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    samples = iter(data)
    history = []
    while len(history) != steps:
        try:
            sample = next(samples)
        except StopIteration:
            samples = iter(data)
            continue
        match sample:
            case x, y:
                pull = learning_rate * 2 * (y - weight * x - bias)
        weight, bias = weight + pull * x, bias + pull
        history.append((weight, bias))
    return history
