# name: a class-level cache with repr(self) as the key: equal parts of the tree are computed once for all
# explanation: Equal and the same are not the same. The text says: "The first `forward()` calls `op` once on each."
# severity: misunderstanding
# clauses: 3.1
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _cache: dict[str, float] = {}

    def forward(self) -> float:
        key = repr(self)
        if key not in self._cache:
            self._cache[key] = self.op([child.forward() for child in self.children])
        return self._cache[key]


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
