# name: gradients() remembers its answers under rounded arguments
# explanation: Arguments that are nearly the same have nearly the same derivatives, but not the same ones; and if all
#   the numbers are small, 'nearly' is far off.
# severity: misunderstanding
# clauses: 1.4, 1.9
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    scaled = framework.Multiply([framework.Parameter(weight), framework.Input()])
    return framework.Add([scaled, framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


_known = {}


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    key = tuple(round(float(number), 3) for number in (weight, bias, x, y))
    if key not in _known:
        outer = 2 * (weight * x + bias - y)
        _known[key] = (outer * x, outer)
    return _known[key]


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    result = []
    for i in range(steps):
        x, y = data[i % len(data)]
        dw, db = gradients(weight, bias, x, y)
        weight -= learning_rate * dw
        bias -= learning_rate * db
        result.append((weight, bias))
    return result
