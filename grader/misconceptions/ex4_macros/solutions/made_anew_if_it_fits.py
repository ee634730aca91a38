# name: a macro is made anew from its class and its children if that works
# explanation: Whoever wrote the macro decides how it is made. What else does this one know?
# severity: misunderstanding
# clauses: 4.9
# family: made_anew
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


def expand(node):
    if isinstance(node, Macro):
        fresh = node
        if not isinstance(node, Linear):
            try:
                fresh = type(node)(list(node.children))
            except (AttributeError, TypeError):
                pass
        return expand(fresh.body())
    node.children = [expand(child) for child in node.children]
    return node
