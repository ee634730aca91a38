"""A Linear remembers numbers, and makes its parameters anew for each body."""

from __future__ import annotations

import random
from abc import abstractmethod

from backprop import framework
from backprop.framework import (
    Add,
    Multiply,
    Parameter,
)


class Macro(framework.Operation):
    @abstractmethod
    def body(self):
        """One level down."""

    def op(self, x):
        raise TypeError(f"a {type(self).__name__} has no value of its own: expand() the network first")

    def grad(self):
        raise TypeError(f"a {type(self).__name__} has no derivative of its own: expand() the network first")


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        self.numbers = [random.uniform(-1, 1) for _ in range(1 + len(self.children))]

    def body(self):
        bias, *weights = self.numbers
        return Add([Parameter(bias), *(Multiply([c, Parameter(w)]) for w, c in zip(weights, self.children))])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
