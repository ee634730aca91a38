"""A mutable class with __slots__ and properties that keeps the knobs."""

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


class _Neuron:
    __slots__ = ("_w", "_b", "_rate")

    def __init__(self, w, b, rate):
        self._w, self._b, self._rate = w, b, rate

    @property
    def knobs(self):
        return self._w, self._b

    def learn(self, x, y):
        dw, db = gradients(self._w, self._b, x, y)
        self._w -= self._rate * dw
        self._b -= self._rate * db
        return self.knobs


def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    neuron = _Neuron(weight, bias, learning_rate)
    return [neuron.learn(*data[i % len(data)]) for i in range(steps)]
