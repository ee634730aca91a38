# name: the cache is a module-level dict with id(self) as the key: a new node gets the value of a dead one
# explanation: An id is only unique as long as the object lives. The text says: "And the value is always right. A fast wrong
#   answer is worth nothing."
# severity: misunderstanding
# clauses: 3.7, 3.14
from __future__ import annotations

from backprop import framework


_CACHE: dict[int, float] = {}


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _parent = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._parent = self

    def forward(self) -> float:
        if id(self) not in _CACHE:
            _CACHE[id(self)] = self.op([child.forward() for child in self.children])
        return _CACHE[id(self)]

    def _forget(self):
        node = self
        while node is not None:
            _CACHE.pop(id(node), None)
            node = node._parent


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def forward(self) -> float:
        return self.value

    def __setattr__(self, name, new):
        if name == "value" and "value" in self.__dict__ and self.value != new:
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
