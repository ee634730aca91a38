"""As short as it gets."""

# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from backprop import framework


class Output(framework.Operation):
    def op(self, x): return list(x)

    def vjp(self, d): return d

    grad = None

    def backward(self, d):
        for c, g in zip(self.children, self.vjp(d)): c.backward(g)


class Softmax(Output):
    def op(self, x):
        e = [exp(s - max(x)) for s in x]
        return [v / sum(e) for v in e]

    def vjp(self, d):
        p = self()
        return [a * sum(b * (e - f) for b, f in zip(p, d)) for a, e in zip(p, d)]


clip = lambda p: min(max(p, 1e-8), 1)
def cce_loss(y_true, y_pred): return -sum(a * log(clip(b)) for a, b in zip(y_true, y_pred))
def cce_loss_grad(y_true, y_pred): return [-a / clip(b) for a, b in zip(y_true, y_pred)]
