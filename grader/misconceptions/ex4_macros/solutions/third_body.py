# name: makes a few bodies ahead, and hands out one at a time
# explanation: How often may somebody ask for a body, and of which macro?
# severity: slip
# clauses: 4.4
# family: weights used up
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
        weights = [Parameter() for _ in self.children]
        bias = Parameter()
        self.bodies = [Add([*(Multiply([w, c]) for w, c in zip(weights, self.children)), bias]) for _ in range(4)]

    def body(self):
        return self.bodies.pop()


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
