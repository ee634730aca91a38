"""Replaces macros from a list of places that are still to be looked at."""

from __future__ import annotations

from abc import abstractmethod

from backprop import framework
from backprop.framework import (
    Add,
    Multiply,
    Operation,
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


def expand(node):
    class Top(Operation):
        op = grad = None

    top = Top.__new__(Top)
    top.children = [node]
    waiting = [(top, 0)]
    while waiting:
        parent, i = waiting.pop()
        child = parent.children[i]
        while isinstance(child, Macro):
            child = child.body()
        parent.children[i] = child
        waiting += [(child, k) for k in range(len(child.children))]
    return top.children[0]
