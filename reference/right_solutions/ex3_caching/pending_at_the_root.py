"""Changed leaves wait in a list at the root; whoever is asked first has the root work through it."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _parent = None
    _state = ()

    def __init__(self, *args, **kwargs) -> None:
        self._pending: list[Leaf] = []
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._parent = self
            self._pending += child._pending
            child._pending = []

    def _root(self):
        node = self
        while node._parent is not None:
            node = node._parent
        return node

    def forward(self) -> float:
        pending = self._root()._pending
        while pending:
            node = pending.pop()
            while node is not None:
                node._state = ()
                node = node._parent
        if not self._state:
            self._state = (self.op([child.forward() for child in self.children]),)
        return self._state[0]


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        if "_value" not in vars(self) or self._value != value:
            self._value = value
            self._root()._pending.append(self)


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
