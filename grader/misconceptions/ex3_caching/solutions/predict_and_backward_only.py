# name: predict and backward clear the cache below the node; an assignment by hand goes unnoticed
# explanation: Knows two of the three who assign. The text says: "Leaf nodes change in one way, by assignment (`leaf.value =
#   3.0`), and it does not matter who does it: `predict`, `backward`, or you by hand."
# severity: does not work
# clauses: 3.8, 3.11
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _memo = None

    def forward(self) -> float:
        if self._memo is None:
            self._memo = self.op([child.forward() for child in self.children])
        return self._memo

    def _clear(self):
        self._memo = None
        for child in self.children:
            child._clear()


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    pass


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""

    pass


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def predict(self, inputs):
        if [node.value for node in self.find_input_nodes()] != list(inputs):
            self._clear()
        return super().predict(inputs)

    def backward(self, derivative_from_parent):
        super().backward(derivative_from_parent)
        self._clear()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
