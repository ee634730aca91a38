"""A linked list of cells (node, next), built from the back, for no good reason."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Cell:
    __slots__ = ("node", "rest")

    def __init__(self, node, rest):
        self.node, self.rest = node, rest


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    _first = None
    _length = None

    def compile(self) -> None:
        first, length = None, 0
        for node in reversed(self.find_input_nodes()):
            first, length = Cell(node, first), length + 1
        self._first, self._length = first, length

    def predict(self, inputs: Sequence[float]) -> float:
        if self._length is None:
            return super().predict(inputs)
        if len(inputs) != self._length:
            raise ValueError(f"this network has {self._length} input nodes, but predict() got {len(inputs)} numbers")
        cell = self._first
        for value in inputs:
            cell.node.value = value
            cell = cell.rest
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
