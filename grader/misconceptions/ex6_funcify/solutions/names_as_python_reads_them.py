# name: names are put into the form that Python's parser has them in
# explanation: Python takes ª in a name for a. The input is still called ª.
# severity: slip
# clauses: 6.4
from __future__ import annotations

import unicodedata

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        return self.text(self.names())

    def names(self) -> dict[framework.NeuralNetNode, str]:
        """What each input below is called."""
        inputs = self.find_input_nodes() if isinstance(self, Operation) else [self]
        found: dict[framework.NeuralNetNode, str] = {}
        count = 0
        for node in inputs:
            if isinstance(node, Input):
                count += node.name is None
                found[node] = unicodedata.normalize("NFKC", node.name) if node.name else f"x{count}"
        return found

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        raise TypeError(f"{type(self).__name__} has no formula")


class Input(NeuralNetNode, framework.Input):
    """A leaf that holds a value from outside and may have a name."""

    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        return names[self]


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        number = repr(self.value)
        return f"({number})" if number[0] == "-" else number


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        terms = [child.text(names) for child in self.children]
        return f"({' + '.join(terms)})" if terms else "0"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        factors = [child.text(names) for child in self.children]
        return f"({' * '.join(factors)})" if factors else "1"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        return f"max(0, {self.children[0].text(names)})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        return f"sigmoid({self.children[0].text(names)})"
