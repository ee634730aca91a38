"""`expand` is a generic function by class of node, and a helper goes through the children: six calls for a macro and its
body."""

from __future__ import annotations

from abc import abstractmethod
from functools import singledispatch

from backprop import framework
from backprop.framework import Add, Multiply, Parameter


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


@singledispatch
def expand(node):
    node.children = expanded(node.children)
    return node


@expand.register
def _(node: Macro):
    return expand(node.body())


def expanded(nodes):
    return [expand(one) for one in nodes]
