from functools import reduce

from backprop.framework import *

affine = lambda w, b: lambda x: w * x + b


def linear_regression(weight, bias):
    return Add([Multiply([Parameter(weight), Input()]), Parameter(bias)])


def three_steps():
    return [(.2780, .1260), (.3404, .1468), (.3903, .1634)]


def gradients(weight, bias, x, y):
    e = affine(weight, bias)(x) - y
    return (2 * e * x, 2 * e)


def train(weight, bias, data, learning_rate, steps):
    def step(states, n):
        w, b = states[-1]
        gw, gb = gradients(w, b, *data[n % len(data)])
        states.append((w - learning_rate * gw, b - learning_rate * gb))
        return states

    return reduce(step, range(steps), [(weight, bias)])[1:]
