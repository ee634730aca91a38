# name: a Parameter reports its change in on_backward; by hand it does not
# explanation: Thinks only backward moves parameters. The text says: "Leaf nodes change in one way, by assignment (`leaf.value
#   = 3.0`), and it does not matter who does it: `predict`, `backward`, or you by hand."
# severity: does not work
# clauses: 3.8, 3.11
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
            self._memo = self.op([child.forward() for child in self.children])
            self._fresh = True
        return self._memo

    def _forget(self) -> None:
        node = self
        while node is not None:
            node._fresh = False
            node = node._parent


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    pass


class Input(Leaf, framework.Input):
    """As in the given framework."""

    def __setattr__(self, name, new):
        changed = name == "value" and self.__dict__.get("value") != new
        super().__setattr__(name, new)
        if changed:
            self._forget()


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""

    def on_backward(self, derivative_from_parent: float) -> None:
        before = self.value
        super().on_backward(derivative_from_parent)
        if self.value != before:
            self._forget()


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
