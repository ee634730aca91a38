"""A leaf notes the number of its last change from one global counter, a node asks for the newest number below it."""

from __future__ import annotations

import itertools

from backprop import framework


_clock = itertools.count(1)


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _as_of = 0

    def newest(self) -> int:
        """The number of the latest change below, 1 at least."""
        latest = 1
        for child in self.children:
            latest = max(latest, child.newest())
        return latest

    def forward(self) -> float:
        newest = self.newest()
        if self._as_of < newest:
            self._value_as_of = self.op([child.forward() for child in self.children])
            self._as_of = newest
        return self._value_as_of


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    _changed_at = 1

    def newest(self) -> int:
        return self._changed_at

    def forward(self) -> float:
        return self.op([])

    @property
    def value(self):
        return self.__dict__["value"]

    @value.setter
    def value(self, number):
        if self.__dict__.get("value", object()) != number:
            self.__dict__["value"] = number
            self._changed_at = next(_clock)


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
