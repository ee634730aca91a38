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

    _tape = None

    def compile(self) -> None:
        """Note all nodes, each with the places of its children; values are computed from the first to the last."""
        tape = []

        def note(node):
            places = [note(child) for child in node.children] if isinstance(node, framework.Operation) else []
            tape.append((node, places))
            return len(tape) - 1

        note(self)
        self._tape = tape

    def predict(self, inputs: Sequence[float]) -> float:
        if self._tape is None:
            return framework.Operation.predict(self, inputs)
        nodes = [node for node, _ in self._tape if isinstance(node, framework.Input)]
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs):
            node.value = value
        values = []
        for node, places in self._tape:
            values.append(node.op([values[i] for i in places]) if isinstance(node, framework.Operation) else node.forward())
        return values[-1]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
