# name: any assignment to a leaf clears the cache, also one to learning_rate
# explanation: __setattr__ without a look at the name. The text says: "Otherwise the value comes from the cache, and no `op`
#   below is called either."
# severity: slip
# clauses: 3.2, 3.14
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
            node.__dict__["_fresh"] = False
            node = node._parent


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def __setattr__(self, name, new):
        if not name.startswith("_") and name in self.__dict__ and getattr(self, name) != new:
            self._forget()
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
