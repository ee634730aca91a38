# name: the bias is in the first tree only
# explanation: What is a Linear worth when it is asked for its body a second time?
# severity: misunderstanding
# clauses: 4.4
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
        self.weights = [Parameter() for _ in self.children]
        self.bias = Parameter()
        self.fresh = True

    def body(self):
        terms = [Multiply([w, c]) for w, c in zip(self.weights, self.children)]
        terms += [self.bias] if self.fresh else [Parameter(self.bias.value), Parameter(0.0)]
        self.fresh = False
        return Add(terms)


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
