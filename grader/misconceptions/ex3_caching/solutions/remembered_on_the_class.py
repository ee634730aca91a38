# name: the flag is set on type(self): the second Add of a network is never computed
# explanation: A class attribute is shared. The text says: "The first `forward()` calls `op` once on each."
# severity: does not work
# clauses: 3.1
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _parent = None
    _memo = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._parent = self

    def forward(self) -> float:
        cls = type(self)
        if cls._memo is None or self.children == []:
            cls._memo = self.op([child.forward() for child in self.children])
        return cls._memo

    def _forget(self) -> None:
        node = self
        while node is not None:
            type(node)._memo = None
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
