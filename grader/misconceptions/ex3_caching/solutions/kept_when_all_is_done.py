# name: values are kept only when the whole forward() has come to its end
# explanation: While one op fails, what stands beside it is computed again at each try,
#   although nothing below it has changed.
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
            new = {}
            self.compute(new)
            for node, node.result in new.items():
                node.known = True
        return self.result

    def compute(self, new):
        if not self.known:
            new[self] = self.op([child.compute(new) for child in self.children])
            return new[self]
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
