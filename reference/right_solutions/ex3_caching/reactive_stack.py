"""As in reactive user interfaces: who is computing stands on a stack, and who is read notes the topmost."""

from __future__ import annotations

from backprop import framework


_computing: list[NeuralNetNode] = []


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs) -> None:
        self._readers: dict[int, NeuralNetNode] = {}
        self._memo: list[float] = []
        super().__init__(*args, **kwargs)

    def forward(self) -> float:
        if _computing:
            reader = _computing[-1]
            self._readers[id(reader)] = reader
        if not self._memo:
            _computing.append(self)
            try:
                values = [child.forward() for child in self.children]
            finally:
                _computing.pop()
            self._memo.append(self.op(values))
        return self._memo[0]

    def _expire(self) -> None:
        self._memo.clear()
        readers, self._readers = self._readers, {}
        for reader in readers.values():
            reader._expire()


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def __setattr__(self, name, new):
        if name == "value":
            if name in self.__dict__ and self.value == new:
                return
            self._expire()
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
