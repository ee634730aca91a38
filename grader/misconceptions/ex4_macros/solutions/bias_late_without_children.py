# name: without children the bias is drawn in body()
# explanation: It is drawn when the Linear is made, for any number of children: none, two, or thousands.
# severity: slip
# clauses: 4.3
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
        self.parameters = [Parameter() for _ in range(len(self.children) + 1)] if self.children else []

    def body(self):
        if not self.parameters:
            self.parameters = [Parameter()]
        *weights, bias = self.parameters
        return Add([*(Multiply([w, c]) for w, c in zip(weights, self.children)), bias])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
