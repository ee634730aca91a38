# name: a Linear that has been expanded is refused by op() with an AttributeError
# explanation: The text names the exception. Which one does a student see who asks a macro for its value?
# severity: misunderstanding
# clauses: 4.12
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
        self.weights = [Parameter() for _ in self.children]
        self.bias = Parameter()

    def body(self):
        self.done = True
        return Add([*(Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])

    def op(self, x):
        if hasattr(self, "done"):
            return self.value_of_the_tree
        return super().op(x)


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    node.children = [expand(child) for child in node.children]
    return node
