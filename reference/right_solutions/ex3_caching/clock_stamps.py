"""A clock stamps every change of a leaf (or of a list of children), by `__setattr__`. A node is stale if a stamp below
it is later than its own computation."""

from __future__ import annotations

from itertools import count
from typing import Any

from backprop import framework

_clock = count(1)


class NeuralNetNode(framework.NeuralNetNode):
    _changed_at = 0
    _computed_at = -1
    _kept = 0.0

    def __setattr__(self, name: str, new: Any) -> None:
        if name in ("value", "children") and not (name in vars(self) and vars(self)[name] == new):
            object.__setattr__(self, "_changed_at", next(_clock))
        object.__setattr__(self, name, new)

    def _latest_change(self) -> int:
        return max([self._changed_at, *(child._latest_change() for child in self.children)])

    def forward(self) -> float:
        if self._latest_change() > self._computed_at:
            self._kept = self.op([child.forward() for child in self.children])
            self._computed_at = next(_clock)
        return self._kept


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
