# name: macros inside a body are expanded only if they are of another class
# explanation: A macro may stand for smaller ones of its own kind.
# severity: misunderstanding
# clauses: 4.6
from __future__ import annotations

from abc import abstractmethod

from backprop import framework
from backprop.framework import Add, Input, Multiply, Parameter


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
        self.weights = [Parameter() for _ in children]
        self.bias = Parameter()

    def body(self):
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


def expand(node, inside=()):
    if isinstance(node, Macro):
        if inside.count(type(node)) > 8:
            return node
        return expand(node.body(), (*inside, type(node)))
    node.children = [expand(child, inside) for child in node.children]
    return node
