# name: a leaf notes the nodes above it at its first change: those that come later are never told
# explanation: The tree is built from the leaves up. The text says: "And the value is always right. A fast wrong answer is
#   worth nothing."
# severity: slip
# clauses: 3.13
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


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    _path = None

    def __setattr__(self, name, new):
        if name == "value" and "value" in self.__dict__ and self.value != new:
            if self._path is None:
                self.__dict__["_path"] = path = []
                node = self
                while node is not None:
                    path.append(node)
                    node = node._parent
            for node in self._path:
                node._fresh = False
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
