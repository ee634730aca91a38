# name: the arguments of train() are called w, b, samples, rate and n
# explanation: Somebody may pass them by the names in the text.
# severity: slip
# clauses: 1.5
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    """The network of `weight * x + bias`."""
    return framework.Add([framework.Multiply([framework.Parameter(weight), framework.Input()]), framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    """Found with pen and paper."""
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias)."""
    slope = -2 * (y - (weight * x + bias))
    return slope * x, slope


def train(w, b, samples, rate, n):
    history = []
    for step in range(n):
        x, y = samples[step % len(samples)]
        dw, db = gradients(w, b, x, y)
        w, b = w - rate * dw, b - rate * db
        history.append((w, b))
    return history
