"""A decorator finds the nodes and checks the number, the method only fills in."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


def with_inputs(method):
    @functools.wraps(method)
    def predict(self, inputs):
        nodes = vars(self).get("compiled_inputs")
        if nodes is None:
            nodes = self.find_input_nodes()
        if len(nodes) != len(inputs):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        return method(self, zip(nodes, inputs))

    return predict


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    def compile(self) -> None:
        self.compiled_inputs = self.find_input_nodes()

    @with_inputs
    def predict(self, pairs):
        for node, value in pairs:
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
