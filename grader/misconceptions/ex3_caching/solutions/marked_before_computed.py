# name: the node is marked fresh before op has run: if op raises, the next forward() returns the old value
# explanation: No thought of exceptions. The text says: "The value is always that of the given framework's `forward()`."
# severity: slip
# clauses: 3.12
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs) -> None:
        self._parent = None
        self._fresh = False
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._parent = self

    def forward(self) -> float:
        if not self._fresh:
            self._fresh = True
            self._memo = self.op([child.forward() for child in self.children])
        return self._memo

    def _forget(self) -> None:
        node = self
        while node is not None:
            node._fresh = False
            node = node._parent


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    @property
    def value(self) -> float:
        return self._number

    @value.setter
    def value(self, new: float) -> None:
        if "_number" in self.__dict__ and self._number == new:
            return
        self._number = new
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
