"""A non-data descriptor looks like an attribute that is searched for; compile() puts a tuple in front of it."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class Searched:
    """The inputs of a node, looked for each time, until the node has an attribute of its own."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, node, owner=None):
        return self if node is None else tuple(node.find_input_nodes())


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    input_nodes_ = Searched()

    def compile(self) -> None:
        """Remember the input nodes below this node, so that `predict` need not search for them.

        May be called again at any time: then the input nodes of the tree as it is now are remembered instead.
        """
        self.__dict__.pop("input_nodes_", None)
        self.input_nodes_ = self.input_nodes_

    def predict(self, inputs: Sequence[float]) -> float:
        """The value of this node for `inputs`, one number for each input node, in the order of `find_input_nodes`.

        After `compile()` it reads `children`, its own and those of all nodes below, no more often than `forward()`
        alone does. Without `compile()` it works as well, by searching.

        Raises ValueError, with both numbers in the message, if there are more or fewer numbers than input nodes.
        """
        nodes = self.input_nodes_
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
