# name: the weights of a Linear stay between -10 and 10
# explanation: Where does the text speak of bounds for a weight? Use the value that you are given.
# severity: slip
# clauses: 4.2
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
    def on_backward(self, derivative_from_parent):
        super().on_backward(derivative_from_parent)
        self.value = max(-10.0, min(10.0, self.value))


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        self.weights = [Weight() for _ in self.children]
        self.bias = Weight()

    def body(self):
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
