# name: a leaf that is neither Input nor Parameter becomes Parameter(0.0)
# explanation: A course may have leaves of its own. A tree without macros comes back as it was.
# severity: misunderstanding
# clauses: 4.8
from __future__ import annotations

from abc import abstractmethod

from backprop import framework
from backprop.framework import (
    Add,
    Input,
    Multiply,
    Operation,
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
    if isinstance(node, Operation):
        node.children = [expand(child) for child in node.children]
        return node
    if isinstance(node, (Input, Parameter)):
        return node
    return Parameter(0.0)
