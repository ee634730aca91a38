# name: the weights are drawn in __new__, from the arguments of whatever class is made
# explanation: A subclass may be made of something else than its children.
# severity: slip
# clauses: 4.1
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
    def __new__(cls, children):
        made = super().__new__(cls)
        made.weights = [Parameter() for _ in children]
        made.bias = Parameter()
        return made

    def __init__(self, children):
        super().__init__(children)

    def body(self):
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
