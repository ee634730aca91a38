# name: forward() takes five calls for each level
# explanation: A network may have 200 levels, and Python ends at about 1000 calls.
# severity: slip
# clauses: 3.7, 3.14
# family: many calls for each level
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
            self._value_now = self._compute()
            self._fresh = True
        return self._value_now

    def _compute(self):
        return self.op(self._collect())

    def _collect(self):
        return list(self._each())

    def _each(self):
        for child in self.children:
            yield self._one(child)

    def _one(self, child):
        return child.forward()


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    _number = None

    @property
    def value(self):
        return self._number

    @value.setter
    def value(self, value):
        if self._number is None or value != self._number:
            self._number = value
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
