# name: after an exception, all values below are forgotten
# explanation: Which nodes does the exception say anything about?
#   Below the others no leaf has changed.
# severity: slip
# clauses: 3.2, 3.12
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
            try:
                self.result = super().forward()
            except Exception:
                self.forget_below()
                raise
            self.known = True
        return self.result

    def forget_below(self):
        self.known = False
        for child in self.children:
            child.forget_below()


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

    def __init__(self, children):
        super().__init__(children)
        for child in children:
            child.parent = self


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
