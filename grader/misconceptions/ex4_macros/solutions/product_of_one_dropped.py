# name: a product with one child that stands for a macro is dropped
# explanation: What a body says stands in the tree, even if it looks needless.
# severity: misunderstanding
# clauses: 4.5
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
        if type(tree) is Multiply and len(tree.children) == 1:
            return tree.children[0]
        return tree
    node.children = [expand(child) for child in node.children]
    return node
