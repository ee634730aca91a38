# name: the numbers go through array('f', ...), which keeps about 7 digits
# explanation: 'f' is single precision. The text says: "The value of this node for `inputs`, one number for each input node, in
#   the order of `find_input_nodes`."
# severity: slip
# clauses: 2.5, 2.11
from __future__ import annotations

from array import array
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
    _buffer = array("f")

    def compile(self) -> None:
        self._inputs = self.find_input_nodes()
        self._buffer = array("f", [0.0] * len(self._inputs))  # memory is reserved once

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self._inputs
        if nodes is None:
            return super().predict(inputs)
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for i, value in enumerate(inputs):
            self._buffer[i] = value
        for node, value in zip(nodes, self._buffer):
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
