# name: changes and computations are timed in milliseconds: a change in the same millisecond goes unnoticed
# explanation: A clock that is too coarse for a computer. The text says: "And the value is always right. A fast wrong answer is
#   worth nothing."
# severity: does not work
# clauses: 3.7, 3.11
from __future__ import annotations

import time

from backprop import framework


def now() -> int:
    return int(time.time() * 1000)


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _computed_at = -1

    def changed_at(self) -> int:
        return max((child.changed_at() for child in self.children), default=0)

    def forward(self) -> float:
        if self._computed_at < self.changed_at():
            self._memo = self.op([child.forward() for child in self.children])
            self._computed_at = now()
        return self._memo


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    _changed_at = 0

    def changed_at(self) -> int:
        return self._changed_at

    def forward(self) -> float:
        return self.value

    def __setattr__(self, name, new):
        if name == "value" and self.__dict__.get("value") != new:
            self.__dict__["_changed_at"] = now()
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
