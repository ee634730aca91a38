"""An immutable named tuple is the state, and knows how to make the next one."""

from __future__ import annotations

from typing import NamedTuple

from backprop import losses
from backprop.framework import Add, Input, Multiply, NeuralNetNode, Parameter


class State(NamedTuple):
    weight: float
    bias: float

    def prediction(self, x: float) -> float:
        return self.bias + self.weight * x

    def gradient(self, x: float, y: float) -> State:
        d_bias = losses.mse_loss_grad(y, self.prediction(x))
        return State(weight=d_bias * x, bias=d_bias)

    def updated(self, x: float, y: float, learning_rate: float) -> State:
        g = self.gradient(x, y)
        return self._replace(weight=self.weight - learning_rate * g.weight, bias=self.bias - learning_rate * g.bias)


def linear_regression(weight: float, bias: float) -> NeuralNetNode:
    return Add([Multiply([Input(), Parameter(weight)]), Parameter(bias)])


def three_steps() -> list[State]:
    return [State(0.278, 0.126), State(0.3404, 0.1468), State(0.39032, 0.16344)]


def gradients(weight: float, bias: float, x: float, y: float) -> State:
    return State(weight, bias).gradient(x, y)


def train(weight: float, bias: float, data: list[tuple[float, float]], learning_rate: float, steps: int) -> list[State]:
    states = [State(weight, bias)]
    epochs, rest = divmod(steps, len(data)) if data else (0, 0)
    for x, y in [*data] * epochs + [*data][:rest]:
        states.append(states[-1].updated(x, y, learning_rate))
    del states[0]
    return states
