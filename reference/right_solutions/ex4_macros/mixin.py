"""What draws is a mixin; Macro has a metaclass-free abstract base."""

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


class Drawing:
    def draw(self, count):
        return [Parameter() for _ in range(count)]


class Linear(Drawing, Macro):
    def __init__(self, children):
        super().__init__(children)
        self.weights, self.bias = self.draw(len(self.children)), *self.draw(1)

    def body(self):
        total = Add([])
        total.children += [Multiply([w, c]) for w, c in zip(self.weights, self.children)]
        total.children.append(self.bias)
        return total


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
