"""One factor for both."""

from backprop.framework import Add, Input, Multiply, Parameter


def linear_regression(weight, bias):
    return Add([Parameter(bias), Multiply([Input(), Parameter(weight)])])


def three_steps():
    return [(0.278, 0.126), (0.3404, 0.1468), (0.3903, 0.1634)]


def gradients(weight, bias, x, y):
    error = weight * x + bias - y
    return [2 * error * x, 2 * x * error]


def train(weight, bias, data, learning_rate, steps):
    path = []
    for i in range(steps):
        slopes = gradients(weight, bias, *data[i % len(data)])
        weight, bias = (old - learning_rate * slope for old, slope in zip((weight, bias), slopes))
        path.append([weight, bias])
    return path
