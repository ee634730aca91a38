"""The famous short form."""

import math

from backprop.framework import Operation


class Output(Operation):
    def op(self, x):
        return [*x]

    def grad(self):
        raise NotImplementedError

    def backward(self, derivative):
        for child, d in zip(self.children, derivative):
            child.backward(d)


class Softmax(Output):
    def op(self, x):
        top = max(x)
        e = [math.exp(s - top) for s in x]
        return [v / sum(e) for v in e]

    def backward(self, derivative):
        p = self.forward()
        mean = sum(d * q for d, q in zip(derivative, p))
        for child, d, q in zip(self.children, derivative, p):
            child.backward(q * (d - mean))


def cce_loss(y_true, y_pred):
    total = 0.0
    for y, p in zip(y_true, y_pred):
        total -= y * math.log(max(1e-8, min(p, 1.0)))
    return total


def cce_loss_grad(y_true, y_pred):
    return [p - y for y, p in zip(y_true, y_pred)]
