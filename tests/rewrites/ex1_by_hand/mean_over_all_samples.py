"""Batch gradient descent."""

from backprop.framework import Add, Input, Multiply, Parameter


def linear_regression(weight, bias):
    return Add([Parameter(bias), Multiply([Input(), Parameter(weight)])])


def three_steps():
    return [(0.278, 0.126), (0.3404, 0.1468), (0.3903, 0.1634)]


def gradients(weight, bias, x, y):
    error = weight * x + bias - y
    return [2 * error * x, 2 * error]


def train(weight, bias, data, learning_rate, steps):
    def mean(numbers):
        return sum(numbers) / len(numbers)

    result = []
    for _ in range(steps):
        by_sample = [gradients(weight, bias, x, y) for x, y in data]
        for_weight, for_bias = map(mean, zip(*by_sample))
        weight, bias = weight - learning_rate * for_weight, bias - learning_rate * for_bias
        result.append((weight, bias))
    return result
