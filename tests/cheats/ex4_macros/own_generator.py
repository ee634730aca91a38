"""The parameters come from a generator of the module's own, the same for each Linear."""

from __future__ import annotations

import random

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
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        numbers = random.Random(len(self.children))
        self.parameters = [framework.Parameter(numbers.uniform(-1, 1)) for _ in range(len(self.children) + 1)]

    def body(self):
        *weights, bias = self.parameters
        return framework.Add([*(framework.Multiply([w, c]) for w, c in zip(weights, self.children)), bias])
