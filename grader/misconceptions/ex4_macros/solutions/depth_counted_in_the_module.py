# name: a counter in the module stops it at 300 levels, and is not set back after an exception
# explanation: What does the counter say after some calls that failed?
# severity: slip
# clauses: 4.9
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
        self.weights = [Parameter() for _ in children]
        self.bias = Parameter()

    def body(self):
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


_depth = 0


def expand(node):
    global _depth
    _depth += 1
    if _depth > 300:
        return node
    if isinstance(node, Macro):
        result = expand(node.body())
    else:
        node.children = [expand(child) for child in node.children]
        result = node
    _depth -= 1
    return result
