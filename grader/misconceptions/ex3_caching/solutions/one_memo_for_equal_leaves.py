# name: leaves of equal value share a list of listeners, so a change is told to the wrong nodes
# explanation: Listeners kept by value instead of by leaf. The text says: "And the value is always right. A fast wrong answer
#   is worth nothing."
# severity: does not work
# clauses: 3.7
from __future__ import annotations

from backprop import framework


_listeners: dict[float, list] = {}


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _memo = None

    def _leaves(self):
        return [leaf for child in self.children for leaf in child._leaves()]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for leaf in self._leaves() if self.children else []:
            _listeners.setdefault(leaf.value, []).append(self)

    def forward(self) -> float:
        if self._memo is None:
            self._memo = self.op([child.forward() for child in self.children])
        return self._memo


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def _leaves(self):
        return [self]

    def forward(self) -> float:
        return self.value

    def __setattr__(self, name, new):
        if name == "value" and "value" in self.__dict__ and new != self.value:
            listeners = _listeners.pop(self.value, [])
            for listener in listeners:
                listener._memo = None
            _listeners.setdefault(new, []).extend(listeners)
        super().__setattr__(name, new)


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
