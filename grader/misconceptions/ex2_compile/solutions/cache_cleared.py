# name: a functools.cache on the search, which compile() clears and fills
# explanation: What does cache_clear() clear? Compile a second network, and count what the first one reads.
# severity: slip
# clauses: 2.3
from __future__ import annotations

from functools import cache
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

    _compiled = False

    @cache
    def _found(self):
        return tuple(self.find_input_nodes())

    def compile(self) -> None:
        """Remember the input nodes below this node, so that `predict` need not search for them.

        May be called again at any time: then the input nodes of the tree as it is now are remembered instead.
        """
        Operation._found.cache_clear()
        self._found()
        self._compiled = True

    def predict(self, inputs: Sequence[float]) -> float:
        """The value of this node for `inputs`, one number for each input node, in the order of `find_input_nodes`.

        After `compile()` it reads `children`, its own and those of all nodes below, no more often than `forward()`
        alone does. Without `compile()` it works as well, by searching.

        Raises ValueError, with both numbers in the message, if there are more or fewer numbers than input nodes.
        """
        nodes = self._found() if self._compiled else self.find_input_nodes()
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
