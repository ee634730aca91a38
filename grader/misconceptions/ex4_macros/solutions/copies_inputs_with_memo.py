# name: copies everything but the inputs that find_input_nodes() lists
# explanation: A macro need not have children, so who finds the inputs below it?
# severity: misunderstanding
# clauses: 4.7, 4.9
from __future__ import annotations

import copy
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
    inputs = (
        node.find_input_nodes()
        if isinstance(node, Operation)
        and hasattr(node, "children")
        and all(hasattr(c, "children") for c in node.children)
        else []
    )
    return _in_place(copy.deepcopy(node, {id(i): i for i in inputs}))


def _in_place(node):
    while isinstance(node, Macro):
        node = node.body()
    node.children = [_in_place(child) for child in node.children]
    return node
