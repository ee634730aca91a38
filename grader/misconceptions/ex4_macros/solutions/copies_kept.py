# name: parameters are copied once, and the copies are given out again
# explanation: The parameter has been changed since then. Which of the two counts?
# severity: misunderstanding
# clauses: 4.10
# hidden_only: yes
from __future__ import annotations

from weakref import WeakKeyDictionary
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


_copies = WeakKeyDictionary()


def expand(node):
    if isinstance(node, Macro):
        return expand(node.body())
    if isinstance(node, Parameter):
        if node not in _copies:
            _copies[node] = Parameter(node.value, node.learning_rate)
        return _copies[node]
    if isinstance(node, Input):
        return node
    return type(node)([expand(child) for child in node.children])
