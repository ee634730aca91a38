# name: each node notes its root when it is made, and a change clears what the root lists
# explanation: A part may be made, and asked, before there is a node above it.
# severity: does not work
# clauses: 3.13
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _root = None
    _below = ()
    _fresh = False
    _value_now = 0.0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._root = self
        self._below = [self]
        for child in self.children:
            self._below += child._below
            child._root = self

    def _stale(self):
        for node in (self._root or self)._below:
            node._fresh = False
        self._fresh = False

    def forward(self) -> float:
        if not self._fresh:
            self._value_now = self.op([child.forward() for child in self.children])
            self._fresh = True
        return self._value_now


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
