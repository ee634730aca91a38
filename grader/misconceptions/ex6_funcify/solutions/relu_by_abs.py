# name: ReLU as (x + abs(x)) / 2
# explanation: Abs is not among the functions that may be used. The text says: "It is made of: numbers, written so that they
#   read back exactly; the names of inputs; + - * / ^ ** (^ is a power, like **) and parentheses; the functions max,
#   min, exp, relu, sigmoid."
# severity: misunderstanding
# clauses: 6.3
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
        if not self.children:
            return "0"
        return " + ".join(child._part(names) for child in self.children)

    def _part(self, names):
        return "(" + self._formula(names) + ")"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def _formula(self, names):
        if not self.children:
            return "1"
        return " * ".join(child._part(names) for child in self.children)

    def _part(self, names):
        return "(" + self._formula(names) + ")"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def _formula(self, names):
        text = self.children[0]._formula(names)
        return f"(({text} + abs({text})) / 2)"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def _formula(self, names):
        return f"sigmoid({self.children[0]._formula(names)})"
