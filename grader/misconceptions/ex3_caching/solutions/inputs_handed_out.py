# name: find_input_nodes() keeps its list and returns that very list
# explanation: A list that is returned is the caller's from then on, who may change it;
#   what does `predict` find in it then?
# severity: slip
# clauses: 3.10, 3.14
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

    found = None

    def __init__(self, children):
        super().__init__(children)
        for child in children:
            child.parent = self

    def find_input_nodes(self):
        if self.found is None:
            self.found = super().find_input_nodes()
        return self.found


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
