# name: the root keeps the leaf that has changed, one of them: the second change hides the first
# explanation: Several leaves may change before the next forward(). The text says: "And the value is always right. A fast wrong
#   answer is worth nothing."
# severity: does not work
# clauses: 3.7
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

    _changed_leaf = None

    def root(self):
        return self if self._parent is None else self._parent.root()

    def forward(self) -> float:
        root = self.root()
        if root._changed_leaf is not None:
            node, root._changed_leaf = root._changed_leaf, None
            while node is not None:
                node._fresh = False
                node = node._parent
        if not self._fresh:
            self._memo = self.op([child.forward() for child in self.children])
            self._fresh = True
        return self._memo

    def _forget(self) -> None:
        self._fresh = False
        self.root()._changed_leaf = self


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
