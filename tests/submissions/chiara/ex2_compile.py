from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node."""


class Input(NeuralNetNode, framework.Input):
    """A leaf with a value from outside."""


class Parameter(NeuralNetNode, framework.Parameter):
    """A leaf that learns."""


class Operation(NeuralNetNode, framework.Operation):
    def compile(self) -> None:
        self._inputs = tuple(self.find_input_nodes())

    def predict(self, inputs: Sequence[float]) -> float:
        try:
            nodes = self._inputs
        except AttributeError:
            nodes = tuple(self.find_input_nodes())
        if len(inputs) != len(nodes):
            raise ValueError(f"predict() got {len(inputs)} numbers for {len(nodes)} inputs")
        for node, x in zip(nodes, inputs):
            node.value = x
        return self()


class Add(Operation, framework.Add):
    """A sum."""


class Multiply(Operation, framework.Multiply):
    """A product."""


class ReLU(Operation, framework.ReLU):
    """max(0, x)"""


class Sigmoid(Operation, framework.Sigmoid):
    """1 / (1 + exp(-x))"""
