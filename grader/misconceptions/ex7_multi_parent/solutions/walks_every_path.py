# family: once per path
# name: backward() is left as in the given framework, only the inputs are found once
# explanation: Thinks that the doubled input is the whole problem. The text says: "Each node's `on_backward` is called exactly
#   once, with its whole derivative, and its `grad` at most once."
# severity: does not work
# clauses: 7.2, 7.4, 7.11
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        """Give every node of the graph below this one, and this one itself, the derivative of the loss."""
        super().backward(derivative_from_parent)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        """The `Input` nodes below this node, each once, at its first visit: depth first, left to right."""
        found: list[framework.Input] = []
        self._find(found, set())
        return found

    def _find(self, found, seen):
        for child in self.children:
            if child in seen:
                continue
            seen.add(child)
            if isinstance(child, framework.Input):
                found.append(child)
            elif isinstance(child, Operation):
                child._find(found, seen)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
