"""A clock of the module: a change stamps all nodes above, a computation stamps the node."""

from __future__ import annotations

from itertools import count

from backprop import framework


_tick = count()


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs) -> None:
        self.parent = None
        self.changed_at, self.computed_at = next(_tick), -1
        super().__init__(*args, **kwargs)
        for child in self.children:
            child.parent = self

    def stamp(self, time: int) -> None:
        self.changed_at = time
        if self.parent is not None:
            self.parent.stamp(time)

    def forward(self) -> float:
        if self.computed_at < self.changed_at:
            self.latest = self.op([child.forward() for child in self.children])
            self.computed_at = next(_tick)
        return self.latest


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    @property
    def value(self) -> float:
        return self._held[0]

    @value.setter
    def value(self, new: float) -> None:
        held = getattr(self, "_held", ())
        if new not in held:
            self._held = [new]
            self.stamp(next(_tick))


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
