"""No recursion at all: forward and forgetting with loops and a stack, so even very deep trees work."""

from __future__ import annotations

from backprop import framework


_UNKNOWN = object()


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs) -> None:
        self._above = None
        self._memory = None
        super().__init__(*args, **kwargs)
        for child in self.children:
            child._above = self

    def forward(self) -> float:
        stack = [self]
        while stack:
            node = stack[-1]
            if node._memory is not None:
                stack.pop()
                continue
            missing = [child for child in node.children if child._memory is None]
            if missing:
                stack.extend(reversed(missing))
                continue
            node._memory = (node.op([child._memory[0] for child in node.children]),)
            stack.pop()
        return self._memory[0]


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    _content = _UNKNOWN

    @property
    def value(self) -> float:
        return self._content

    @value.setter
    def value(self, content: float) -> None:
        if self._content is not _UNKNOWN and self._content == content:
            return
        self._content = content
        node = self
        while node is not None and (node is self or node._memory is not None):
            node._memory = None
            node = node._above


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
