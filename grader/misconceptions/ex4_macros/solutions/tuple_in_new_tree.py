# name: the new nodes get a tuple of children
# explanation: What do other people do with a list of children? Try it with the tree that expand() returns.
# severity: slip
# clauses: 4.13
from __future__ import annotations

import copy
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
        self.weights = [Parameter() for _ in self.children]
        self.bias = Parameter()

    def body(self):
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    if not node.children:
        return node
    new = copy.copy(node)
    new.children = tuple(expand(child) for child in node.children)
    return new
