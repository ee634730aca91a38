# name: the children's values are kept in one list, which op gets each time
# explanation: op may change its list: it gets a new one each time.
# severity: misunderstanding
# family: one_list
# clauses: 3.12
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _x = None
    _value_now = 0.0

    def forward(self) -> float:
        x = [child.forward() for child in self.children]
        if x != self._x:
            self._x = x
            self._value_now = self.op(self._x)
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
