# name: op is left out if the children's values are the same to 12 places
# explanation: Tiny ones are all the same then.
# severity: slip
# clauses: 3.7
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _key = None
    _value_now = 0.0

    def forward(self) -> float:
        x = [child.forward() for child in self.children]
        key = tuple(round(v, 12) for v in x)
        if key != self._key:
            self._value_now = self.op(x)
            self._key = key
        return self._value_now


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def forward(self) -> float:
        return self.op([])


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
