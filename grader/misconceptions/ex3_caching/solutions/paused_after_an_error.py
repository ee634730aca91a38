# name: predict() pauses the news from its leaves, for ever if the count of its inputs was wrong
# explanation: What becomes of the mark when `predict` raises its ValueError? `finally` takes it off in any case.
# severity: slip
# clauses: 3.7
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    parent = None
    known = False

    def forget(self):
        if self.known:
            self.known = False
            if self.parent is not None:
                self.parent.forget()

    def forward(self):
        if not self.known:
            self.result = super().forward()
            self.known = True
        return self.result


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    current = None

    @property
    def value(self):
        return self.current

    @value.setter
    def value(self, value):
        if value != self.current:
            self.current = value
            self.forget()


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    paused = False

    def __init__(self, children):
        super().__init__(children)
        for child in children:
            child.parent = self

    def forget(self):
        if not self.paused:
            super().forget()

    def predict(self, inputs):
        self.paused = True  # The leaves need not tell each for itself.
        nodes = self.find_input_nodes()
        before = [node.value for node in nodes]
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs):
            node.value = value
        self.paused = False
        if before != [node.value for node in nodes]:
            self.forget()
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
