# name: gives up where 150 macros stand above one another
# explanation: A network may have 200 levels, and each macro among them may stand for more.
# severity: slip
# clauses: 4.6
# family: not deep enough
from __future__ import annotations

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


def expand(node, depth=0):
    if depth > 150:
        raise RecursionError("macro without end")
    if isinstance(node, Macro):
        return expand(node.body(), depth + 1)
    node.children = [expand(child, 0) for child in node.children]
    return node
