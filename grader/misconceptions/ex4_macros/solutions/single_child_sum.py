# name: a body that is a sum of one term becomes that term
# explanation: A sum of one term has the value of that term, but it is another tree.
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


def expand(node):
    if isinstance(node, Macro):
        body = expand(node.body())
        if type(body) in (Add, Multiply) and len(body.children) == 1:
            return body.children[0]
        return body
    node.children = [expand(child) for child in node.children]
    return node
