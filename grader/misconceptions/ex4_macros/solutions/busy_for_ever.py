# name: expand() refuses to be called inside itself, and does not notice that it has ended with an exception
# explanation: What is left of the first call when the body of a macro raises?
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


_busy = False


def expand(node):
    global _busy
    if _busy:
        return node
    _busy = True
    result = _expand(node)
    _busy = False
    return result


def _expand(node):
    if isinstance(node, Macro):
        return _expand(node.body())
    node.children = [_expand(child) for child in node.children]
    return node
