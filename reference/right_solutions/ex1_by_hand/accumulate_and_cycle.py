"""Functional: `accumulate` folds a step over an endless cycle of samples. The bias is the tree's first parameter."""

from itertools import accumulate, cycle, islice

from backprop.framework import Add, Input, Multiply, Parameter


def linear_regression(weight, bias):
    return Add([Parameter(bias), Multiply([Input(), Parameter(weight)])])


def three_steps():
    # 0.2 + 0.01 * 2 * 1.3 * 3, and so on, rounded to 4 decimals
    return [(0.278, 0.126), (0.3404, 0.1468), (0.3903, 0.1634)]


def gradients(weight, bias, x, y):
    slope = 2 * (weight * x + bias - y)
    return slope * x, slope


def train(weight, bias, data, learning_rate, steps):
    def step(state, sample):
        return tuple(old - learning_rate * g for old, g in zip(state, gradients(*state, *sample), strict=True))

    return list(accumulate(islice(cycle(data), steps), step, initial=(weight, bias)))[1:]
