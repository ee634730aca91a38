# name: after backward() of an inner node, the nodes above it keep their old values
# explanation: Backward may be called on an inner node. The text says: "Leaf nodes change in one way, by assignment
#   (`leaf.value = 3.0`), and it does not matter who does it: `predict`, `backward`, or you by hand."
# severity: misunderstanding
# clauses: 3.8
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

    _quiet = False

    def forward(self) -> float:
        if not self._fresh:
            self._memo = self.op([child.forward() for child in self.children])
            self._fresh = True
        return self._memo

    def _forget(self) -> None:
        self._fresh = False
        if self._parent is not None and not self._quiet:
            self._parent._forget()

    def _sweep(self) -> bool:
        """Whether this node is out of date, now that parameters have moved."""
        if any([child._sweep() for child in self.children]):
            self._fresh = False
        return not self._fresh


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

    def on_backward(self, derivative_from_parent: float) -> None:
        self._quiet = True  # so that those who are still to be asked find their values
        super().on_backward(derivative_from_parent)
        self._quiet = False


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    _depth = 0

    def backward(self, derivative_from_parent: float) -> None:
        Operation._depth += 1
        super().backward(derivative_from_parent)
        Operation._depth -= 1
        if Operation._depth == 0:
            self._sweep()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
