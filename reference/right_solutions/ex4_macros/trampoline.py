"""No recursion: expand() runs generators on a stack of its own."""

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


def _steps(node):
    while isinstance(node, Macro):
        node = node.body()
    children = []
    for child in node.children:
        children.append((yield child))
    if children:
        node.children = children
    return node


def expand(node):
    stack, value = [_steps(node)], None
    while stack:
        try:
            stack.append(_steps(stack[-1].send(value)))
            value = None
        except StopIteration as end:
            value = end.value
            stack.pop()
    return value
