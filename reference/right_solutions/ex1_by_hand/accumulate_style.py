"""Functional: itertools.accumulate over the samples, the start value dropped."""

from __future__ import annotations

import itertools
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


def _move(rate):
    def step(knobs, sample):
        slopes = gradients(*knobs, *sample)
        return tuple(knob - rate * slope for knob, slope in zip(knobs, slopes))

    return step


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    samples = (data[i % len(data)] for i in range(steps))
    start = (weight, bias)
    return list(itertools.accumulate(samples, _move(learning_rate), initial=start))[1:]
