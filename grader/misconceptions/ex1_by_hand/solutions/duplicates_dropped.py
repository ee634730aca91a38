# name: of equal samples, only one is used in each round
# explanation: Two measurements may come out the same, and each of them is a sample that takes its turn. How long is one
#   round of your loop if the data are three equal pairs?
# severity: misunderstanding
# clauses: 1.6
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


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    unique = list(dict.fromkeys(map(tuple, data)))
    history = []
    for x, y in itertools.islice(itertools.cycle(unique), steps):
        dw, db = gradients(weight, bias, x, y)
        weight, bias = weight - learning_rate * dw, bias - learning_rate * db
        history.append((weight, bias))
    return history
