# name: a node is gone through again only if its first or last child is another one
# explanation: What if the macro is a child in the middle? Every child can be one.
# severity: slip
# clauses: 4.13
# hidden_only: yes
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
        return expand(node.body())
    ends = (node.children[0], node.children[-1], len(node.children)) if node.children else None
    if ends is None or getattr(node, "_ends", None) != ends or any(isinstance(c, framework.Operation) for c in node.children[:1]):
        node.children = [expand(child) for child in node.children]
        node._ends = (node.children[0], node.children[-1], len(node.children)) if node.children else None
    return node
