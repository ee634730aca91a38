# name: a node notes who reads it only when it computes: a reader that comes later is never told
# explanation: Reactive bookkeeping that forgets the case of a cache hit. The text says: "And the value is always right. A fast
#   wrong answer is worth nothing."
# severity: misunderstanding
# clauses: 3.13
from __future__ import annotations

from backprop import framework


_computing = []


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _memo = None
    _reader = None

    def forward(self) -> float:
        if self._memo is None:
            self._reader = _computing[-1] if _computing else None
            _computing.append(self)
            try:
                values = [child.forward() for child in self.children]
            finally:
                _computing.pop()
            self._memo = self.op(values)
        return self._memo

    def _forget(self) -> None:
        node = self
        while node is not None:
            node._memo = None
            node = node._reader


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
