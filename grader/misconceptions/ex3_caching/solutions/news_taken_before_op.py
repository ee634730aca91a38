# name: a child's news counts as heard before op was called with it
# explanation: If a sibling fails, the news is
#   gone: whoever asks next gets the value from before.
# severity: slip
# clauses: 3.7, 3.12
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _ready = False  # has a value
    _fresh = False  # has another value than its parent knows

    def forward(self):
        changed = not self._ready
        values = []
        for child in self.children:
            values.append(child.forward())
            if child._fresh:
                changed = True
                child._fresh = False
        if changed:
            self._ready = False
            value = self.op(values)
            if "_value" not in self.__dict__ or value != self._value:
                self._value = value
                self._fresh = True
            self._ready = True
        return self._value


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def forward(self):
        number = self.op([])
        if "_value" not in self.__dict__ or number != self._value:
            self._value = number
            self._fresh = True
        return number


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
