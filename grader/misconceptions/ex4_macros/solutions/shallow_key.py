# name: remembers expansions by the node and its children
# explanation: And if something changes below the children?
# severity: misunderstanding
# clauses: 4.13
# family: expanded once
from __future__ import annotations

import copy
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


_known = {}


def expand(node):
    key = (node, *getattr(node, "children", ()))
    if key in _known:
        return _known[key]
    if isinstance(node, Macro):
        new = expand(node.body())
    elif isinstance(node, (Input, Parameter)):
        new = node
    else:
        new = copy.copy(node)
        new.children = [expand(child) for child in node.children]
    _known[key] = new
    return new
