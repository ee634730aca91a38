# name: compile takes over what an inner node remembered when it was compiled itself, some changes ago
# explanation: A part that was compiled may have changed since, too. The text says: "A network that was changed after
#   `compile()` may be compiled again, and the new inputs count from then on."
# severity: slip
# clauses: 2.7
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

    _inputs: list[framework.Input] | None = None

    def compile(self) -> None:
        found = []
        for child in self.children:
            if isinstance(child, framework.Input):
                found.append(child)
            elif isinstance(child, framework.Operation):
                known = getattr(child, "_inputs", None)
                found.extend(child.find_input_nodes() if known is None else known)
        self._inputs = found

    def predict(self, inputs: Sequence[float]) -> float:
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
