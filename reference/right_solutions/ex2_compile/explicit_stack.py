"""Compile walks with a stack of its own, children pushed in reverse."""

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

    _order = None

    def compile(self) -> None:
        order = []
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if isinstance(node, framework.Input):
                order.append(node)
            elif isinstance(node, framework.Operation):
                stack.extend(reversed(node.children))
        self._order = order

    def predict(self, inputs: Sequence[float]) -> float:
        if self._order is None:
            return super().predict(inputs)
        if len(inputs) != len(self._order):
            raise ValueError(
                f"this network has {len(self._order)} input nodes, but predict() got {len(inputs)} numbers"
            )
        for node, value in zip(self._order, inputs):
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
