# name: without an input among its children a Linear draws when it is asked for its body
# explanation: It draws when it is made, whatever its children are.
# severity: slip
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
    def __init__(self, children):
        super().__init__(children)
        self.parameters = self._draw() if any(isinstance(c, Input) for c in self.children) or not self.children else None

    def body(self):
        if self.parameters is None:
            self.parameters = self._draw()
        *weights, bias = self.parameters
        return Add([*(Multiply([w, c]) for w, c in zip(weights, self.children)), bias])

    def _draw(self):
        return [Parameter() for _ in range(len(self.children) + 1)]


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
