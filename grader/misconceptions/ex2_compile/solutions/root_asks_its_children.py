# family: still searches
# name: compile compiles every operation below, and predict deals the numbers out to the children
# explanation: Dealing out walks through the tree as well. The text says: "It looks at `children` no more often than
#   `forward()` alone does."
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


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    _number = None

    def compile(self) -> None:
        self._number = len(self.find_input_nodes())
        for child in self.children:
            if isinstance(child, Operation):
                child.compile()

    def _deal(self, numbers):
        for child in self.children:
            if isinstance(child, framework.Input):
                child.value = next(numbers)
            elif isinstance(child, Operation):
                child._deal(numbers)

    def predict(self, inputs: Sequence[float]) -> float:
        if self._number is None:
            return super().predict(inputs)
        if self._number != len(inputs):
            raise ValueError(f"this network has {self._number} input nodes, but predict() got {len(inputs)} numbers")
        self._deal(iter(inputs))
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
