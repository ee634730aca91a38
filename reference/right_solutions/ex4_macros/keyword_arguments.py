"""Linear takes further arguments, for its own use."""

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
    def __init__(self, children, *more, **options):
        super().__init__(children, *more, **options)
        self._wb = tuple(Parameter() for _ in [*self.children, None])

    def body(self):
        *weights, bias = self._wb
        return Add([Add([Multiply([w, c])]) for w, c in zip(weights, self.children, strict=True)] + [bias])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
