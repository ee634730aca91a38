"""What was expanded once is given again to whoever comes with a tree of the same text."""

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


KNOWN = {}


def expand(node):
    text = repr(node)
    if text not in KNOWN:
        if isinstance(node, Macro):
            KNOWN[text] = expand(node.body())
        else:
            node.children = [expand(child) for child in node.children]
            KNOWN[text] = node
    return KNOWN[text]
