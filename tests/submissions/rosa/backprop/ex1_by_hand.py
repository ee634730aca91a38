"""Exercise 1: backpropagation by hand."""

from backprop.framework import Add, Input, Multiply, Parameter


def linear_regression(weight, bias):
    w, x, b = Parameter(weight), Input(), Parameter(bias)
    return Add([Multiply([w, x]), b])


def three_steps():
    # p = 0.7    error = 1.3    dw = -7.8     db = -2.6
    # p = 0.96   error = 1.04   dw = -6.24    db = -2.08
    # p = 1.168  error = 0.832  dw = -4.992   db = -1.664
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def gradients(weight, bias, x, y):
    prediction = weight * x + bias
    d_prediction = -2 * (y - prediction)
    return d_prediction * x, d_prediction


def train(weight, bias, data, learning_rate, steps):
    history = []
    i = 0
    while i < steps:
        x, y = data[i % len(data)]
        dw, db = gradients(weight, bias, x, y)
        weight = weight - learning_rate * dw
        bias = bias - learning_rate * db
        history.append((weight, bias))
        i += 1
    return history
