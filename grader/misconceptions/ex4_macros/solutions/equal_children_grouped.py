# name: the leaves among the children come first in the sum
# explanation: In which order are the inputs found afterwards?
# severity: misunderstanding
# clauses: 4.7
# hidden_only: yes
from __future__ import annotations

from abc import abstractmethod

from backprop import framework
from backprop.framework import (
    Add,
    Input,
    Multiply,
    Parameter,
)


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
        leaves = [Multiply([w, c]) for w, c in zip(self.weights, self.children) if isinstance(c, (Input, Parameter))]
        others = [
            Multiply([w, c]) for w, c in zip(self.weights, self.children) if not isinstance(c, (Input, Parameter))
        ]
        return Add([*leaves, *others, self.bias])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
