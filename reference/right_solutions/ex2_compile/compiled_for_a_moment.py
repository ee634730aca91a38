"""Ugly: an uncompiled predict compiles, predicts, and forgets again, whatever happens."""

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

    _nodes = None

    def compile(self) -> None:
        self._nodes = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        if self._nodes is None:
            self.compile()
            try:
                return self.predict(inputs)
            finally:
                self._nodes = None
        if len(inputs) != len(self._nodes):
            raise ValueError(
                f"this network has {len(self._nodes)} input nodes, but predict() got {len(inputs)} numbers"
            )
        for node, value in zip(self._nodes, inputs):
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
