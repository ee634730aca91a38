# name: whoever is computing when a node is read becomes its only parent
# explanation: An op of the course may read a part of another network. Who hears of it when a leaf of that part changes?
# severity: slip
# clauses: 3.14

from __future__ import annotations

import math

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    parent: NeuralNetNode | None = None
    computing: list[NeuralNetNode] = []
    cached_value: float
    is_up_to_date = False

    def invalidate(self) -> None:
        """Note that the value of this node, and so of all nodes above it, is no longer known."""
        if self.is_up_to_date:
            self.is_up_to_date = False
            if self.parent is not None:
                self.parent.invalidate()

    def forward(self) -> float:
        if self.computing:
            self.parent = self.computing[-1]
        if not self.is_up_to_date:
            self.computing.append(self)
            try:
                self.cached_value = super().forward()
            finally:
                self.computing.pop()
            self.is_up_to_date = True
        return self.cached_value


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    current = math.nan

    @property
    def value(self) -> float:
        return self.current

    @value.setter
    def value(self, value: float) -> None:
        if value != self.current:
            self.current = value
            self.invalidate()


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
