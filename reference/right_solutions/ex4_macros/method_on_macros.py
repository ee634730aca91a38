"""expand() asks each node by a method of a visitor that macros have."""

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

    def unfolded(self):
        tree = self.body()
        return tree.unfolded() if isinstance(tree, Macro) else tree


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        self.weights = [Parameter() for _ in children]
        self.bias = Parameter()

    def body(self):
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


def expand(node):
    result = node.unfolded() if isinstance(node, Macro) else node
    for i, child in enumerate(result.children):
        result.children[i] = expand(child)
    return result
