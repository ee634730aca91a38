# name: subclasses of Linear keep their parameters on the class
# explanation: What do two objects of that class have in common then?
# severity: misunderstanding
# clauses: 4.2
# hidden_only: yes
from __future__ import annotations

from abc import abstractmethod

from backprop import framework
from backprop.framework import (
    Add,
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
        owner = self if type(self) is Linear else type(self)
        if len(getattr(owner, "parameters", ())) <= len(self.children):
            owner.parameters = [Parameter() for _ in range(len(self.children) + 1)]
        self.mine = owner.parameters

    def body(self):
        bias, *weights = self.mine
        return Add([*(Multiply([w, c]) for w, c in zip(weights, self.children)), bias])


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
