"""An immutable Line with a method `after` that gives the next Line."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    scaled = framework.Multiply([framework.Parameter(weight), framework.Input()])
    return framework.Add([scaled, framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


@dataclass(frozen=True)
class Line:
    weight: float
    bias: float

    def __call__(self, x: float) -> float:
        return self.weight * x + self.bias

    def slopes(self, x: float, y: float) -> tuple[float, float]:
        pull = -2 * (y - self(x))
        return pull * x, pull

    def after(self, sample: tuple[float, float], rate: float) -> Line:
        dw, db = self.slopes(*sample)
        return Line(self.weight - rate * dw, self.bias - rate * db)


def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    return Line(weight, bias).slopes(x, y)


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    line, lines = Line(weight, bias), []
    for i in range(steps):
        line = line.after(data[i % len(data)], learning_rate)
        lines.append(astuple(line))
    return lines
