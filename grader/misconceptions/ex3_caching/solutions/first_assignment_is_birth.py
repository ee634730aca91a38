# name: a leaf tells nobody about its second value, because the first one was the constructor's default
# explanation: The first assignment after the constructor is a change like any other.
# severity: misunderstanding
# clauses: 3.8
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _parent = None
    _fresh = False
    _value_now = 0.0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._parent = self

    def _stale(self):
        node = self
        while node is not None:
            node._fresh = False
            node = node._parent

    def forward(self) -> float:
        if not self._fresh:
            self._value_now = self.op([child.forward() for child in self.children])
            self._fresh = True
        return self._value_now


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    _number = None
    _seen = 0

    @property
    def value(self):
        return self._number

    @value.setter
    def value(self, value):
        if self._number is None or value != self._number:
            self._number = value
            self._seen += 1
            if self._seen != 2 or self._number:
                self._stale()


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
