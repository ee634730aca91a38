# name: looks twenty levels deep into bodies of bodies
# explanation: A macro may stand for a macro that stands for a macro, and so on, 100 times.
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
    if depth > 20:
        return node
    if isinstance(node, Macro):
        return inside(node.body(), depth + 1, set(map(id, getattr(node, "children", ()))))
    node.children = [expand(child) for child in node.children]
    return node


def inside(node, depth, ends):
    if id(node) in ends:
        return expand(node)
    if isinstance(node, Macro):
        return expand(node, depth)
    if type(node).__name__ in ("Input", "Parameter"):
        return node
    node.children = [inside(child, depth, ends) for child in node.children]
    return node
