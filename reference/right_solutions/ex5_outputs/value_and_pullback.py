"""One function returns the value together with its pullback, a closure that carries a derivative back to the scores."""

import math

from backprop import framework


def identity(x):
    return list(x), list


def softmax(x):
    top = max(x, default=0.0)
    e = [math.exp(v - top) for v in x]
    total = math.fsum(e)
    s = [v / total for v in e]

    def pullback(derivative):
        # written with differences, nothing cancels for a nearly certain softmax
        return [
            s_i * math.fsum(s_j * (d_i - d_j) for s_j, d_j in zip(s, derivative, strict=True))
            for s_i, d_i in zip(s, derivative, strict=True)
        ]

    return s, pullback


class Output(framework.Operation):
    function = staticmethod(identity)

    def op(self, x):
        value, _ = self.function(x)
        return value

    def grad(self):
        raise TypeError("an output has a matrix of derivatives, see backward()")

    def backward(self, derivative):
        _, pullback = self.function([child() for child in self.children])
        for child, d in zip(self.children, pullback(derivative), strict=True):
            child.backward(d)


class Softmax(Output):
    function = staticmethod(softmax)


def _clipped(probabilities):
    for p in probabilities:
        if p < 1e-8:
            yield 1e-8
        elif p > 1:
            yield 1.0
        else:
            yield p


def cce_loss(y_true, y_pred):
    total = 0.0
    for y, p in zip(y_true, _clipped(y_pred), strict=True):
        total -= y * math.log(p)
    return total


def cce_loss_grad(y_true, y_pred):
    return [-1 / p * y for y, p in zip(y_true, _clipped(y_pred), strict=True)]
