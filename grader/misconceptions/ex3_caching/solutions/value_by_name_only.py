# name: predict() assigns only where the number is another one as text
# explanation: 1 and 1.0 may be taken for each other, but -0.5 printed with 6 digits is not -0.5000001.
# severity: slip
# clauses: 3.7
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _parent = None
    _fresh = False
    _value_now = 0.0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._parent = self

    def _stale(self):
        node = self
        while node is not None:
            node._fresh = False
            node = node._parent

    def forward(self) -> float:
        if not self._fresh:
            self._value_now = self.op([child.forward() for child in self.children])
            self._fresh = True
        return self._value_now


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    _number = None

    @property
    def value(self):
        return self._number

    @value.setter
    def value(self, value):
        if self._number is None or value != self._number:
            self._number = value
            self._stale()


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def predict(self, inputs):
        nodes = self.find_input_nodes()
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs, strict=True):
            if f"{node.value:g}" != f"{value:g}":
                node.value = value
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
