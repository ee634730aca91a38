# name: while backward() runs, every node of every network answers what it answered before
# explanation: A grad() may ask
#   another network, whose inputs change meanwhile.
# severity: slip
# clauses: 3.7
from __future__ import annotations

from backprop import framework

_frozen = False


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _last = None

    def forward(self):
        if _frozen and self._last is not None:
            return self._value
        values = tuple([child.forward() for child in self.children])
        if values != self._last:
            self._last = None
            self._value = self.op(list(values))
            self._last = values
        return self._value

    def backward(self, derivative_from_parent):
        global _frozen
        if _frozen:
            super().backward(derivative_from_parent)
            return
        self.forward()
        _frozen = True  # all values are there now: no more looking for changes
        try:
            super().backward(derivative_from_parent)
        finally:
            _frozen = False


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def forward(self):
        return self.op([])


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
