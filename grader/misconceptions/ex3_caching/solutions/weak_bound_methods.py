# name: the parent's bound method is kept with weakref.ref and is gone at once
# explanation: A bound method is a new object each time; it takes WeakMethod. The text says: "And the value is always right. A
#   fast wrong answer is worth nothing."
# severity: does not work
# clauses: 3.7, 3.11
from __future__ import annotations

import weakref

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs) -> None:
        self._listeners = []
        self._fresh = False
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._listeners.append(weakref.ref(self._forget))

    def forward(self) -> float:
        if not self._fresh:
            self._memo = self.op([child.forward() for child in self.children])
            self._fresh = True
        return self._memo

    def _forget(self) -> None:
        self._fresh = False
        for reference in self._listeners:
            listener = reference()
            if listener is not None:
                listener()


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
