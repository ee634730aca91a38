"""A mixin class that knows nothing of networks but find_input_nodes and forward."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Compilable:
    """For anything with find_input_nodes() and forward()."""

    _compiled_inputs = None

    def compile(self) -> None:
        self._compiled_inputs = self.find_input_nodes()

    def predict(self, inputs):
        nodes = self._compiled_inputs
        if nodes is None:
            nodes = self.find_input_nodes()
        self._check(len(nodes), len(inputs))
        for node, value in zip(nodes, inputs):
            node.value = value
        return self.forward()

    @staticmethod
    def _check(have, got):
        if have != got:
            raise ValueError(f"this network has {have} input nodes, but predict() got {got} numbers")


class Operation(Compilable, NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    pass


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
