# name: functools.lru_cache with its usual 128 places, version in the key: a larger network throws its own values out
# explanation: The default size of lru_cache. The text says: "Nothing has changed: no calls at all."
# severity: slip
# clauses: 3.2
# hidden_only: yes
from __future__ import annotations

import functools

from backprop import framework


@functools.lru_cache
def computed(node, version):
    return node.op([child.forward() for child in node.children])


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs) -> None:
        self._parent = None
        self._version = 0
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._parent = self

    def forward(self) -> float:
        return computed(self, self._version)

    def _forget(self) -> None:
        self._version += 1
        if self._parent is not None:
            self._parent._forget()


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
