# family: inputs_pile_up
# name: extend in compile: compiling twice doubles the inputs
# explanation: Forgets to empty the list first. The text says: "A network that was changed after `compile()` may be compiled
#   again, and the new inputs count from then on."
# severity: does not work
# clauses: 2.7
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

    def __init__(self, children: Sequence[framework.NeuralNetNode]) -> None:
        super().__init__(children)
        self._inputs = []
        self._compiled = False

    def compile(self) -> None:
        self._inputs.extend(self.find_input_nodes())
        self._compiled = True

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self._inputs if self._compiled else self.find_input_nodes()
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
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
