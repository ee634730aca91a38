"""Backward collects all derivatives before the first parameter moves; grad() is remembered as well, and copied when
handed out."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs) -> None:
        self._up = None
        self._memo = {}
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._up = self

    def _once(self, what, compute):
        if what not in self._memo:
            self._memo[what] = compute()
        return self._memo[what]

    def forward(self) -> float:
        if "value" not in self._memo:
            self._memo["value"] = self.op([child.forward() for child in self.children])
        return self._memo["value"]

    def derivatives(self, derivative_from_parent, found):
        found.append((self, derivative_from_parent))
        for child, derivative in zip(self.children, self.grad(), strict=True):
            child.derivatives(derivative_from_parent * derivative, found)
        return found

    def backward(self, derivative_from_parent: float) -> None:
        for node, derivative in self.derivatives(derivative_from_parent, []):
            node.on_backward(derivative)

    def _reset(self):
        self._memo.clear()
        if self._up:
            self._up._reset()


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def __setattr__(self, name, new):
        changed = name == "value" and ("value" not in self.__dict__ or self.value != new)
        object.__setattr__(self, name, new)
        if changed:
            self._reset()


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

    def grad(self) -> list[float]:
        return list(self._once("grad", super().grad))


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
