# name: the sum of all leaf values below tells whether something has changed: two changes may cancel out
# explanation: Different values can have the same sum. The text says: "And the value is always right. A fast wrong answer is
#   worth nothing."
# severity: misunderstanding
# clauses: 3.7
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _print = None

    def _leaf_values(self):
        return [value for child in self.children for value in child._leaf_values()]

    def forward(self) -> float:
        fingerprint = sum(self._leaf_values())
        if self._print is None or self._print != fingerprint:
            self._memo = self.op([child.forward() for child in self.children])
            self._print = fingerprint
        return self._memo


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def _leaf_values(self):
        return [self.value]


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
