# family: counted_only_before_compile
# name: the number of inputs is checked at the first predict after compile only
# explanation: The check taken for a part of the setup. The text says: "A wrong number of inputs is a `ValueError` whose
#   message names both numbers, compiled or not."
# severity: misunderstanding
# clauses: 2.6
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

    _inputs = None
    _checked = False

    def compile(self) -> None:
        self._inputs = self.find_input_nodes()
        self._checked = False

    def predict(self, inputs: Sequence[float]) -> float:
        if self._inputs is None:
            return super().predict(inputs)
        nodes = self._inputs
        if not self._checked:
            if len(inputs) != len(nodes):
                raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
            self._checked = True
        for node, value in zip(nodes, inputs):
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
