# name: one global version number: a change anywhere, even in another network, makes all nodes compute again
# explanation: A global version is too coarse. The text says: "A leaf has changed: calls on the nodes between it and the root
#   at most, and nowhere else."
# severity: misunderstanding
# clauses: 3.4
# family: too much is stale
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    world = 0
    _as_of = -1

    def forward(self) -> float:
        if self._as_of != NeuralNetNode.world:
            self._memo = self.op([child.forward() for child in self.children])
            self._as_of = NeuralNetNode.world
        return self._memo


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def __setattr__(self, name, new):
        if name == "value" and self.__dict__.get("value") != new:
            NeuralNetNode.world += 1
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
