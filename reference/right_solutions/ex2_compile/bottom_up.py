"""Compile() compiles all nodes below as well, and joins what they remember."""

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

    def compile(self) -> None:
        """Remember the input nodes below this node, so that `predict` need not search for them.

        May be called again at any time: then the input nodes of the tree as it is now are remembered instead.
        """
        remembered = []
        for child in self.children:
            match child:
                case framework.Input():
                    remembered += [child]
                case Operation():
                    child.compile()
                    remembered += child.__inputs
                case framework.Operation():
                    remembered += child.find_input_nodes()
        self.__inputs = remembered

    def predict(self, inputs: Sequence[float]) -> float:
        """The value of this node for `inputs`, one number for each input node, in the order of `find_input_nodes`.

        After `compile()` it reads `children`, its own and those of all nodes below, no more often than `forward()`
        alone does. Without `compile()` it works as well, by searching.

        Raises ValueError, with both numbers in the message, if there are more or fewer numbers than input nodes.
        """
        nodes = self.__inputs
        if nodes is None:
            nodes = self.find_input_nodes()
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs):
            node.value = value
        return self.forward()

    def __init__(self, children):
        super().__init__(children)
        self.__inputs = None


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
