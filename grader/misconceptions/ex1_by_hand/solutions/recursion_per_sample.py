# name: a round over the data goes one call deeper for each sample
# explanation: Python allows about 1000 calls inside each other, and `data` may have more pairs than that.
# severity: slip
# clauses: 1.6
from __future__ import annotations

from backprop import framework


def linear_regression(weight, bias):
    scaled = framework.Multiply([framework.Parameter(weight), framework.Input()])
    return framework.Add([scaled, framework.Parameter(bias)])


def three_steps():
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight, bias, x, y):
    gap = weight * x + bias - y
    return 2 * gap * x, 2 * gap


def train(weight, bias, data, learning_rate, steps):
    history = []

    def finish_round(rest, weight, bias):
        if not rest or len(history) == steps:
            return weight, bias
        d_weight, d_bias = gradients(weight, bias, *rest[0])
        history.append((weight - learning_rate * d_weight, bias - learning_rate * d_bias))
        return finish_round(rest[1:], *history[-1])

    while len(history) < steps:
        weight, bias = finish_round(list(data), weight, bias)
    return history
