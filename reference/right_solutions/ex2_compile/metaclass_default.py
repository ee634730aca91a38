"""A metaclass gives every new operation class its own 'not compiled' mark."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


NOT_COMPILED = object()


class OperationType(type(framework.Operation)):
    def __new__(mcls, name, bases, namespace, **kwargs):
        namespace.setdefault("_where", NOT_COMPILED)
        return super().__new__(mcls, name, bases, namespace, **kwargs)


class Operation(NeuralNetNode, framework.Operation, metaclass=OperationType):
    """An inner node that can remember its input nodes."""

    def compile(self) -> None:
        self._where = self.find_input_nodes()

    def predict(self, inputs: Sequence[float]) -> float:
        where = self.find_input_nodes() if self._where is NOT_COMPILED else self._where
        if len(where) != len(inputs):
            raise ValueError(f"this network has {len(where)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(where, inputs):
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
