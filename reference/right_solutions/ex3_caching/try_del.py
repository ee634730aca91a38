"""The memo is an attribute that exists or not: try, except AttributeError, del."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _mother = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._mother = self

    def forward(self) -> float:
        try:
            return self._already
        except AttributeError:
            pass
        self._already = self.op([child.forward() for child in self.children])
        return self._already

    def _discard(self) -> None:
        try:
            del self._already
        except AttributeError:
            pass
        if self._mother is not None:
            self._mother._discard()


def _read(leaf):
    return leaf.__dict__["value"]


def _write(leaf, number):
    if leaf.__dict__.get("value") != number:
        leaf.__dict__["value"] = number
        leaf._discard()


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    value = property(_read, _write, doc="Changes by assignment.")


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
