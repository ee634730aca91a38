# name: one list of the module holds what is still to be expanded
# explanation: Somebody else may ask expand() for something in the meantime: the body of a macro, for instance.
# severity: slip
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


_todo = []


def expand(node):
    top = framework.Add([node])
    _todo.clear()
    _todo.append(top)
    while _todo:
        parent = _todo.pop()
        for i, child in enumerate(parent.children):
            while isinstance(child, Macro):
                child = child.body()
            parent.children[i] = child
            _todo.append(child)
    return top.children[0]
