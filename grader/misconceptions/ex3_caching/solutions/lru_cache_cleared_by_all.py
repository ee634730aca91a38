# family: too much is stale
# name: functools.lru_cache on forward, cleared for all nodes at any change
# explanation: Cache_clear() forgets everything. The text says: "A leaf has changed: calls on the nodes between it and the root
#   at most, and nowhere else."
# severity: misunderstanding
# clauses: 3.4
from __future__ import annotations

import functools

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    @functools.lru_cache(maxsize=None)
    def forward(self) -> float:
        return self.op([child.forward() for child in self.children])


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def __setattr__(self, name, new):
        if name == "value" and self.__dict__.get("value") != new:
            NeuralNetNode.forward.cache_clear()
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
