# name: what expand() has returned once, it returns at once
# explanation: Somebody may have put a macro into that tree since.
# severity: slip
# clauses: 4.13
# family: expanded once
from __future__ import annotations

import copy
import weakref
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
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])


_done = weakref.WeakSet()


def expand(node):
    if node in _done:
        return node
    new = _expand(node)
    _done.add(new)
    return new


def _expand(node):
    if isinstance(node, Macro):
        return _expand(node.body())
    if isinstance(node, Input):
        return node
    twin = copy.copy(node)
    twin.children = [_expand(child) for child in node.children]
    return twin
