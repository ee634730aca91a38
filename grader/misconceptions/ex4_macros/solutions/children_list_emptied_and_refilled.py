# name: the children of a macro are taken out while it is expanded, and put back in the order of the tree
# explanation: Compare the order of the children before and after. The order is part of the network.
# severity: misunderstanding
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


def expand(node):
    if isinstance(node, Macro):
        tree = expand(node.body())
        mine = getattr(node, "children", None)
        if isinstance(mine, list) and isinstance(tree, framework.Operation):
            order = [id(i) for i in tree.find_input_nodes()]
            mine.sort(key=lambda c: order.index(id(c)) if id(c) in order else -1)
        return tree
    node.children = [expand(child) for child in node.children]
    return node
