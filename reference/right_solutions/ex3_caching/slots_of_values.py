from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _memo = ()

    def _forget(self):
        node = self
        while node is not None and node._memo:
            node._memo = ()
            node = node.__dict__.get("_above")

    def forward(self) -> float:
        if not self._memo:
            parts = []
            for child in self.children:
                child._above = self
                parts.append(child.forward())
            self._memo = (self.op(parts),)
        (value,) = self._memo
        return value


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    @property
    def value(self):
        return self.__dict__["value"]

    @value.setter
    def value(self, number):
        before, self.__dict__["value"] = self.__dict__.get("value"), number
        if before is None or before != number:
            self._forget()


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
