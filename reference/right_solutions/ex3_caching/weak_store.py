"""The remembered values are in a module-level WeakKeyDictionary, next to the children's values they came from."""

from __future__ import annotations

import weakref

from backprop import framework


_store: weakref.WeakKeyDictionary[NeuralNetNode, tuple[tuple[float, ...], float]] = weakref.WeakKeyDictionary()


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def forward(self) -> float:
        below = tuple(child.forward() for child in self.children)
        entry = _store.get(self)
        if entry is None or entry[0] != below:
            entry = _store[self] = (below, self.op([*below]))
        return entry[1]


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def forward(self) -> float:
        return self.value


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
