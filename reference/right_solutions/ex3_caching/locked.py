"""A module-level lock around every forward and every assignment."""

from __future__ import annotations

import threading

from backprop import framework


_LOCK = threading.RLock()


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _holder = None
    _valid = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for child in self.children:
            setattr(child, "_holder", self)

    def forward(self) -> float:
        with _LOCK:
            if not self._valid:
                values = [child.forward() for child in self.children]
                self._kept = self.op(values)
                self._valid = True
            return self._kept

    def _invalidate(self) -> None:
        with _LOCK:
            self._valid = False
            if self._holder is not None:
                self._holder._invalidate()


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def __getattr__(self, name):
        # Only asked while there is no such attribute yet.
        if name == "_content":
            return None
        raise AttributeError(name)

    @property
    def value(self) -> float:
        return self._content

    @value.setter
    def value(self, new: float) -> None:
        with _LOCK:
            if self._content is None or self._content != new:
                self._content = new
                self._invalidate()


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
