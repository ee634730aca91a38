# name: remembers an expansion as long as there are as many nodes below
# explanation: Another child in the place of one leaves the number as it is.
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


_known = weakref.WeakKeyDictionary()


def size(node):
    return 1 + sum(map(size, getattr(node, "children", ())))


def expand(node):
    known, tree = _known.get(node, (None, None))
    if known == size(node):
        return tree
    tree = _expand(node)
    _known[node] = (size(node), tree)
    return tree


def _expand(node):
    if isinstance(node, Macro):
        return _expand(node.body())
    if isinstance(node, (Input, Parameter)):
        return node
    new = copy.copy(node)
    new.children = [_expand(child) for child in node.children]
    return new
