# name: makes each operation anew as the class of the framework that it is one of
# explanation: A subclass of Add may compute something else than a sum.
# severity: misunderstanding
# clauses: 4.8
from __future__ import annotations

from abc import abstractmethod

from backprop import framework
from backprop.framework import (
    Add,
    Multiply,
    Parameter,
    ReLU,
    Sigmoid,
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
    children = [expand(child) for child in node.children]
    for cls in (Add, Multiply, ReLU, Sigmoid):
        if isinstance(node, cls):
            return cls(children)
    node.children = children
    return node
