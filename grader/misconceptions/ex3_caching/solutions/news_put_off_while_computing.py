# name: what changes while a forward() runs is noted only at its end
# explanation: An op of the course may predict twice with another network. What does the second prediction say?
# severity: slip
# clauses: 3.7, 3.14

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    parent: NeuralNetNode | None = None
    computing = 0
    late: list[NeuralNetNode] = []
    cached_value: float
    is_up_to_date = False

    def invalidate(self) -> None:
        """Note that the value of this node, and so of all nodes above it, is no longer known."""
        if self.is_up_to_date:
            self.is_up_to_date = False
            if self.parent is not None:
                self.parent.invalidate()

    def forward(self) -> float:
        if not self.is_up_to_date:
            NeuralNetNode.computing += 1
            try:
                self.cached_value = super().forward()
                self.is_up_to_date = True
            finally:
                NeuralNetNode.computing -= 1
                if not NeuralNetNode.computing:
                    while self.late:
                        self.late.pop().invalidate()
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
            if self.computing:
                self.late.append(self)
            else:
                self.invalidate()


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        super().__init__(children)
        for child in children:
            child.parent = self


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
