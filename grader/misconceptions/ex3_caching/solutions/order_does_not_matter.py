# name: op is left out if the children's values are the same as before in any order
# explanation: Right for sums and products, but not for an operation in which the order matters. The text says: "It may also be
#   left out where the children's values are the same as before."
# severity: misunderstanding
# clauses: 3.7
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _seen = None

    def forward(self) -> float:
        x = [child.forward() for child in self.children]
        if self._seen is None or sorted(x) != self._seen:
            self._result = self.op(list(x))
            self._seen = sorted(x)
        return self._result


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def forward(self) -> float:
        return self.value


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
