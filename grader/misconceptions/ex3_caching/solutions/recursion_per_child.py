# name: the values of the children are found by recursion, one call for each child
# explanation: An Add may have any number of children, and Python ends at about 1000 calls.
# severity: slip
# clauses: 3.7, 3.10

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    parent: NeuralNetNode | None = None
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
            self.cached_value = self.op(_values(self.children))
            self.is_up_to_date = True
        return self.cached_value


def _values(children: list[NeuralNetNode]) -> list[float]:
    """The value of the first, and then those of the rest."""
    if not children:
        return []
    first, *rest = children
    return [first.forward(), *_values(rest)]


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
