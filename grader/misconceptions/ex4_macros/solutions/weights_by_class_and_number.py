# name: the first Linear of each class and size draws, the others get copies of its values
# explanation: Its parameters are its own, drawn when it is made: for each.
# severity: misunderstanding
# clauses: 4.3
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
    _starts = {}

    def __init__(self, children):
        super().__init__(children)
        start = Linear._starts.setdefault((type(self), len(self.children)), [Parameter().value for _ in range(len(self.children) + 1)])
        *weights, bias = start
        self.weights = [Parameter(w) for w in weights]
        self.bias = Parameter(bias)

    def body(self):
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
