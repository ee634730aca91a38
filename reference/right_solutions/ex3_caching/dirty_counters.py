"""A change counts up at each node above; a node compares its count with the one it computed for."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _changes, _computed_for, _parent_node = 0, None, None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._parent_node = self

    def forward(self) -> float:
        if self._computed_for != self._changes:
            self._latest = self.op([child.forward() for child in self.children])
            self._computed_for = self._changes
        return self._latest

    def _count_change(self):
        self._changes += 1
        if self._parent_node:
            self._parent_node._count_change()


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    @property
    def value(self):
        return self._held

    @value.setter
    def value(self, v):
        before, self._held = getattr(self, "_held", None), v
        if before is None or not before == v:
            self._count_change()


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
