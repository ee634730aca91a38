"""The tree hangs below a root of its own while it is expanded, level by level."""

from __future__ import annotations

from collections import deque
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
    top = Add([node])
    waiting = deque([top])
    while waiting:
        parent = waiting.popleft()
        for i, child in enumerate(parent.children):
            while isinstance(child, Macro):
                child = child.body()
            parent.children[i] = child
            waiting.append(child)
    return top.children[0]
