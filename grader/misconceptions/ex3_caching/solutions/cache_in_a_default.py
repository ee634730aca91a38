# name: the cache is a default argument, with the number of the node; the numbers start anew in each network
# explanation: A mutable default argument is shared by all networks. The text says: "And the value is always right. A fast
#   wrong answer is worth nothing."
# severity: does not work
# clauses: 3.7, 3.14
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _parent = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._parent = self

    def place(self):
        """The way from the root to this node, as child numbers."""
        if self._parent is None:
            return ()
        number = [child is self for child in self._parent.children].index(True)
        return (*self._parent.place(), number)

    def forward(self, _cache={}) -> float:
        key = (type(self), self.place())
        if key not in _cache:
            _cache[key] = self.op([child.forward() for child in self.children])
        return _cache[key]

    def _forget(self) -> None:
        cache = NeuralNetNode.forward.__defaults__[0]
        node = self
        while node is not None:
            cache.pop((type(node), node.place()), None)
            node = node._parent


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
