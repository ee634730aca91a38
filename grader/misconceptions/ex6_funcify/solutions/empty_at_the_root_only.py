# name: the corner is treated in funcify(), so below another node it is an empty text
# explanation: Tests the corner where it is easily tested. The text says: "An `Add` without children is 0, a `Multiply` without
#   children is 1."
# severity: slip
# clauses: 6.9
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        """The function that the tree below this node computes, as a formula a person can read."""
        names = {}
        for node in inputs_of(self):
            if node.name is None:
                names[node] = f"x{len(names) + 1}"
        if not self.children and isinstance(self, (Add, Multiply)):
            return "0" if isinstance(self, Add) else "1"
        return self._formula(names)

    def _formula(self, names):
        raise NotImplementedError(f"{type(self).__name__} has no formula")

    def _part(self, names):
        return self._formula(names)


def inputs_of(node):
    if isinstance(node, framework.Input):
        return [node]
    if isinstance(node, framework.Operation):
        return node.find_input_nodes()
    return []


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _formula(self, names):
        return self.name if self.name is not None else names[self]


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _formula(self, names):
        return repr(self.value)

    def _part(self, names):
        text = repr(self.value)
        return f"({text})" if text.startswith("-") else text


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def _formula(self, names):
        return " + ".join(child._part(names) for child in self.children)

    def _part(self, names):
        return "(" + self._formula(names) + ")"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def _formula(self, names):
        return " * ".join(child._part(names) for child in self.children)

    def _part(self, names):
        return "(" + self._formula(names) + ")"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def _formula(self, names):
        return f"max(0, {self.children[0]._formula(names)})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def _formula(self, names):
        return f"sigmoid({self.children[0]._formula(names)})"
