# name: a walk that leaves op out if the children's values are within 1e-9 of the last ones
# explanation: A tolerance makes small errors, and training takes small steps. The text says: "The value is always that of the
#   given framework's `forward()`."
# severity: misunderstanding
# clauses: 3.7
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _seen = None

    def forward(self) -> float:
        x = [child.forward() for child in self.children]
        if self._seen is None or any(abs(a - b) > 1e-9 for a, b in zip(x, self._seen)):
            self._result = self.op(list(x))
            self._seen = x
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
