"""Weights and bias are of a subclass of Parameter that only has a better name."""

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


class Weight(Parameter):
    """A factor of a term."""


class Bias(Parameter):
    """What is added to all terms."""


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        self.weights = tuple(Weight() for _ in self.children)
        self.bias = Bias()

    def body(self):
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
