# name: replaces a thousand macros at most
# explanation: How many macros may be in a network?
# severity: slip
# clauses: 4.5
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
        self.weights = [Parameter() for _ in self.children]
        self.bias = Parameter()

    def body(self):
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


def one(node):
    """Replace one macro, tell whether there was one."""
    stack = [node]
    while stack:
        n = stack.pop()
        for i, child in enumerate(n.children):
            if isinstance(child, Macro):
                n.children[i] = child.body()
                return True
            stack.append(child)
    return False


def expand(node):
    while isinstance(node, Macro):
        node = node.body()
    for _ in range(1000):
        if not one(node):
            break
    return node
