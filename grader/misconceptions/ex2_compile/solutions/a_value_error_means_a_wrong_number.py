# name: every ValueError is about the number of inputs
# explanation: An op may raise one as well, and what it says is lost: the `try` is around too much.
# severity: slip
# clauses: 2.1, 2.6
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

    nodes = None

    def compile(self) -> None:
        self.nodes = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self.nodes is None else self.nodes
        before = [node.value for node in nodes]
        try:
            for node, value in zip(nodes, inputs, strict=True):
                node.value = value
            return self.forward()
        except ValueError:
            for node, value in zip(nodes, before):
                node.value = value
            raise ValueError(
                f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers"
            ) from None


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
