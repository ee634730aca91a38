# name: backward() tells the children that compile() has found
# explanation: The text excuses `predict()` after a change, and nothing else: `backward()` is about the network as it
#   is.
# severity: slip
# clauses: 2.1, 2.11
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
    below = None

    def compile(self) -> None:
        self.nodes = self.find_input_nodes()
        self.below = [child for child in self.children]
        for child in self.children:
            if isinstance(child, Operation):
                child.compile()

    def backward(self, derivative_from_parent: float) -> None:
        if self.below is None or len(self.below) != len(self.children):
            return super().backward(derivative_from_parent)
        self.on_backward(derivative_from_parent)
        for child, derivative in zip(self.below, self.grad(), strict=True):
            child.backward(derivative_from_parent * derivative)

    def predict(self, inputs: Sequence[float]) -> float:
        nodes = self.find_input_nodes() if self.nodes is None else self.nodes
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
