# name: whether a class is a macro is decided by the first node of it that has a body
# explanation: Names of classes are not unique.
# severity: misunderstanding
# clauses: 4.5
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


_is_macro = {}


def expand(node):
    kind = type(node).__name__
    if _is_macro.setdefault(kind, isinstance(node, Macro)):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
