"""Every operation subscribes to every leaf below it; the leaf calls them all back."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs) -> None:
        self._observers = []
        self._cache = []
        super().__init__(*args, **kwargs)
        for child in self.children:
            child.subscribe(self._on_change)

    def subscribe(self, callback) -> None:
        """Below a node, that means: to all leaves there."""
        for child in self.children:
            child.subscribe(callback)

    def _on_change(self) -> None:
        self._cache.clear()

    def forward(self) -> float:
        if not self._cache:
            self._cache.append(self.op([child.forward() for child in self.children]))
        return self._cache[0]


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def subscribe(self, callback) -> None:
        self._observers.append(callback)

    @property
    def value(self) -> float:
        return self._current

    @value.setter
    def value(self, new: float) -> None:
        try:
            if self._current == new:
                return
        except AttributeError:
            pass
        self._current = new
        self._on_change()
        for callback in self._observers:
            callback()


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
