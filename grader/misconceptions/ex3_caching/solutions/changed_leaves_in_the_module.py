# name: one set of changed leaves for all networks, which any forward() empties
# explanation: Two networks share the list of news. The text says: "And the value is always right. A fast wrong answer is worth
#   nothing."
# severity: misunderstanding
# clauses: 3.7
from __future__ import annotations

from backprop import framework


_changed = set()


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _memo = None

    def _leaves(self):
        return [leaf for child in self.children for leaf in child._leaves()]

    def _compute(self):
        if self._memo is None or not _changed.isdisjoint(self._leaves()):
            self._memo = self.op([child._compute() for child in self.children])
        return self._memo

    def forward(self) -> float:
        value = self._compute()
        _changed.clear()
        return value


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def _leaves(self):
        return [self]

    def __setattr__(self, name, new):
        if name == "value" and self.__dict__.get("value") != new:
            _changed.add(self)
        super().__setattr__(name, new)


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
