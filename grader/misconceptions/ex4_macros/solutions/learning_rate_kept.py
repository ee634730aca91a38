# name: remembers the copies of parameters, and brings only their values up to date
# explanation: What else of a parameter may somebody change before the tree is expanded again?
# severity: slip
# clauses: 4.13
# hidden_only: yes
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


_copies = weakref.WeakKeyDictionary()


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    if isinstance(node, Input):
        return node
    if isinstance(node, Parameter):
        if node not in _copies:
            _copies[node] = Parameter(node.value, node.learning_rate)
        _copies[node].value = node.value
        return _copies[node]
    new = copy.copy(node)
    new.children = [expand(child) for child in node.children]
    return new
