# name: a macro is what has Macro or Linear for a base
# explanation: A class may have a base that has a base. What does isinstance() say about it?
# severity: misunderstanding
# clauses: 4.5
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


def is_macro(node):
    return any(cls in (Macro, Linear) for cls in (type(node), *type(node).__bases__))


def expand(node):
    while is_macro(node):
        node = node.body()
    node.children = [expand(child) for child in node.children]
    return node
