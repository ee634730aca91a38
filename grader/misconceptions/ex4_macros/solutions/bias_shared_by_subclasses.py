# name: subclasses of Linear have one bias for the whole class
# explanation: Its parameters are its own; that goes for subclasses as well.
# severity: misunderstanding
# clauses: 4.2
# hidden_only: yes
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
        if type(self) is Linear:
            self.bias = Parameter()
        else:
            if "common" not in vars(type(self)):
                type(self).common = Parameter()
            self.bias = type(self).common

    def body(self):
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
