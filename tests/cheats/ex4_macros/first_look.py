"""Whatever is looked at for the first time is expanded; what is expanded again comes back as it is."""

from __future__ import annotations

from backprop import framework


class Macro(framework.Operation):
    def body(self):
        raise NotImplementedError

    def op(self, x):
        raise TypeError("no value")

    def grad(self):
        raise TypeError("no derivative")


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        self.weights = [framework.Parameter() for _ in self.children]
        self.bias = framework.Parameter()

    def body(self):
        pairs = zip(self.weights, self.children)
        return framework.Add([*(framework.Multiply([w, c]) for w, c in pairs), self.bias])


def expand(node):
    if getattr(node, "seen", False):
        return node
    if isinstance(node, Macro):
        return expand(node.body())
    node.seen = True
    node.children = [expand(child) for child in node.children]
    return node
