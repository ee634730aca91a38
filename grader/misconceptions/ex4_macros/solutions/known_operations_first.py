# name: what is an Add or Multiply is not taken for a macro
# explanation: A class may have several bases.
# severity: misunderstanding
# clauses: 4.5, 4.6
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
    if isinstance(node, (Add, Multiply, framework.UnaryOperation)):
        node.children = [expand(child) for child in node.children]
        return node
    if isinstance(node, Macro):
        return expand(node.body())
    if isinstance(node, framework.Operation):
        node.children = [expand(child) for child in node.children]
    return node
