# name: a copied parameter has its learning rate only if that is a float
# explanation: A learning rate may be an int, such as 1. It is a number as well, and a copy has it like any other.
# severity: misunderstanding
# clauses: 4.10
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
        return expand(node.body())
    if isinstance(node, Parameter):
        return Parameter(node.value, *([node.learning_rate] if isinstance(node.learning_rate, float) else []))
    if isinstance(node, Input):
        return node
    return type(node)([expand(child) for child in node.children])
