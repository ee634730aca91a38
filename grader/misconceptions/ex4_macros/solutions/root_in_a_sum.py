# name: a macro at the root comes back inside a sum of one term
# explanation: The body stands in its place, nothing round it.
# severity: slip
# clauses: 4.5, 4.8
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


def expand(node):
    if isinstance(node, Macro):
        return Add([_expand(node)])
    return _expand(node)


def _expand(node):
    while isinstance(node, Macro):
        node = node.body()
    node.children = [_expand(child) for child in node.children]
    return node
