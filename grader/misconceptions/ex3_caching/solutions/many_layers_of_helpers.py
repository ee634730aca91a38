# name: six function calls per level: a chain of 200, as in the table, ends in a RecursionError
# explanation: Each helper costs a level of Python's stack. The text says: "Very deep trees (near 1,000 levels) end in a
#   `RecursionError`."
# severity: slip
# clauses: 3.7
# family: many calls for each level
from __future__ import annotations

import functools

from backprop import framework


def remembered(method):
    @functools.wraps(method)
    def wrapper(self):
        return self._look_up(lambda: method(self))

    return wrapper


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs) -> None:
        self._parent = None
        self._fresh = False
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._parent = self

    def _look_up(self, compute):
        if not self._fresh:
            self._memo = compute()
            self._fresh = True
        return self._memo

    def _values(self):
        return [child.forward() for child in self.children]

    @remembered
    def forward(self) -> float:
        return self.op(self._values())

    def _forget(self) -> None:
        node = self
        while node is not None:
            node._fresh = False
            node = node._parent


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    @property
    def value(self) -> float:
        return self._number

    @value.setter
    def value(self, new: float) -> None:
        if "_number" in self.__dict__ and self._number == new:
            return
        self._number = new
        self._forget()


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
