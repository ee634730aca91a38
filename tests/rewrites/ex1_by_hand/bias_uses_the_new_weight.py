"""One after the other."""

from backprop.framework import Add, Input, Multiply, Parameter


def linear_regression(weight, bias):
    return Add([Parameter(bias), Multiply([Input(), Parameter(weight)])])


def three_steps():
    return [(0.278, 0.126), (0.3404, 0.1468), (0.3903, 0.1634)]


def gradients(weight, bias, x, y):
    error = weight * x + bias - y
    return [2 * error * x, 2 * error]


def train(weight, bias, data, learning_rate, steps):
    samples = list(data) * (steps + 1)
    path = []
    while len(path) < steps:
        x, y = samples.pop(0)
        weight = weight - learning_rate * gradients(weight, bias, x, y)[0]
        bias = bias - learning_rate * gradients(weight, bias, x, y)[1]
        path.append((weight, bias))
    return path
