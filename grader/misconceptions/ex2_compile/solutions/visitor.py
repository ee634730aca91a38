# name: a visitor, as in the book of patterns, collects the inputs
# explanation: Each level takes five calls inside each other. How many does Python allow, and how many levels may there be?
# severity: slip
# clauses: 2.11
# family: many calls for each level
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class Visitor:
    """Walks through a tree."""

    def visit(self, node):
        if isinstance(node, framework.Input):
            return self.visit_input(node)
        if isinstance(node, framework.Operation):
            return self.visit_operation(node)
        return []

    def visit_operation(self, node):
        return self.join(self.visit_children(node))

    def visit_children(self, node):
        return (self.visit(child) for child in node.children)

    def join(self, results):
        return sum(results, [])

    def visit_input(self, node):
        return []


class InputCollector(Visitor):
    def visit(self, node):
        return super().visit(node)

    def visit_input(self, node):
        return [node]


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    _inputs = None

    def compile(self) -> None:
        """Remember the input nodes below this node, so that `predict` need not search for them.

        May be called again at any time: then the input nodes of the tree as it is now are remembered instead.
        """
        self._inputs = InputCollector().visit(self)

    def predict(self, inputs: Sequence[float]) -> float:
        """The value of this node for `inputs`, one number for each input node, in the order of `find_input_nodes`.

        After `compile()` it reads `children`, its own and those of all nodes below, no more often than `forward()`
        alone does. Without `compile()` it works as well, by searching.

        Raises ValueError, with both numbers in the message, if there are more or fewer numbers than input nodes.
        """
        nodes = self.find_input_nodes() if self._inputs is None else self._inputs
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
