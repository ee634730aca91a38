# name: a line of one's own, whose predict() notices too many numbers, and stumbles over too few
# explanation: What does predict([]) raise? The given framework says ValueError for any wrong number of inputs.
# severity: slip
# clauses: 1.2, 1.9
from __future__ import annotations

from backprop import framework


def linear_regression(weight, bias):
    class Line(framework.Add):
        def predict(self, inputs):
            if len(inputs) > 1:
                raise ValueError(f"one number is expected, not {len(inputs)}")
            self.find_input_nodes()[0].value = inputs[0]
            return self.forward()

    return Line([framework.Multiply([framework.Parameter(weight), framework.Input()]), framework.Parameter(bias)])


def three_steps():
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight, bias, x, y):
    gap = weight * x + bias - y
    return 2 * gap * x, 2 * gap


def train(weight, bias, data, learning_rate, steps):
    history = []
    for step in range(steps):
        d_weight, d_bias = gradients(weight, bias, *data[step % len(data)])
        weight, bias = weight - learning_rate * d_weight, bias - learning_rate * d_bias
        history.append((weight, bias))
    return history
