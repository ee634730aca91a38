# name: compile remembers index paths, and predict follows them from the root
# explanation: Following a path reads children as well. The text says: "It looks at `children` no more often than `forward()`
#   alone does."
# severity: misunderstanding
# clauses: 2.3
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


def _paths(node, path=()):
    for i, child in enumerate(node.children):
        if isinstance(child, framework.Input):
            yield (*path, i)
        elif isinstance(child, framework.Operation):
            yield from _paths(child, (*path, i))


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    _where = None

    def compile(self) -> None:
        self._where = list(_paths(self))

    def predict(self, inputs: Sequence[float]) -> float:
        if self._where is None:
            return super().predict(inputs)
        if len(inputs) != len(self._where):
            raise ValueError(f"this network has {len(self._where)} input nodes, but predict() got {len(inputs)} numbers")
        for path, value in zip(self._where, inputs):
            node = self
            for i in path:
                node = node.children[i]
            node.value = value
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
