# name: the pairs are kept as text with 8 digits between the updates
# explanation: What is printed is not the number, only its first digits. After some updates the missing ones add up, and
#   small numbers feel it at once.
# severity: misunderstanding
# clauses: 1.5, 1.9
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
    lines = [f"{weight:.8g} {bias:.8g}"]
    for i in range(steps):
        w, b = map(float, lines[-1].split())
        x, y = data[i % len(data)]
        dw, db = gradients(w, b, x, y)
        lines.append(f"{w - learning_rate * dw:.8g} {b - learning_rate * db:.8g}")
    return [tuple(map(float, line.split())) for line in lines[1:]]
