"""A module-level WeakKeyDictionary, node by identity; a node that goes away takes its entry with it."""

from __future__ import annotations

from weakref import WeakKeyDictionary
from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


_compiled: WeakKeyDictionary[Operation, list[framework.Input]] = WeakKeyDictionary()


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    def compile(self) -> None:
        _compiled[self] = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = _compiled.get(self)
        nodes = self.find_input_nodes() if nodes is None else nodes
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
