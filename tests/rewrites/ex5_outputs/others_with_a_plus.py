"""A sign is lost."""

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
        for i, child in enumerate(self.children):
            total = derivative[i] * p[i] * (1 - p[i])
            for j in range(len(p)):
                if j != i:
                    total += derivative[j] * p[j] * p[i]
            child.backward(total)


def cce_loss(y_true, y_pred):
    total = 0.0
    for y, p in zip(y_true, y_pred):
        total -= y * math.log(max(1e-8, min(p, 1.0)))
    return total


def cce_loss_grad(y_true, y_pred):
    return [-y / max(1e-8, min(p, 1.0)) for y, p in zip(y_true, y_pred)]
