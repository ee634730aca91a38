# name: the line is one node of its own, which takes the value attributes of its three leaves
# explanation: A leaf may be replaced by another node, which has no such attribute; and op() and grad() of the line say nothing.
# severity: slip
# clauses: 1.1, 1.9
from __future__ import annotations

from backprop import framework


def linear_regression(weight, bias):
    class Line(framework.Operation):
        def op(self, values):
            return None

        def grad(self):
            return None

        def forward(self):
            weight, x, bias = self.children
            return weight.value * x.value + bias.value

        def backward(self, derivative_from_parent):
            weight, x, bias = self.children
            slopes = x.value, weight.value, 1.0
            for child, slope in zip(self.children, slopes, strict=True):
                child.backward(derivative_from_parent * slope)

    return Line([framework.Parameter(weight), framework.Input(), framework.Parameter(bias)])


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
