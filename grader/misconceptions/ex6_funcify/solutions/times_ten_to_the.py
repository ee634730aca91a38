# name: writes the exponent as on paper: 1.1e-05 becomes (1.1*10^(-5))
# explanation: Rounds once more when the power is multiplied, so the last digit may change. The text says: "numbers, written so
#   that they read back exactly"
# severity: slip
# clauses: 6.2, 6.3
from __future__ import annotations

from backprop import framework


def digits(value: float) -> str:
    """The number, in the notation of school."""
    text = repr(value)
    if "e" in text:
        mantissa, exponent = text.split("e")
        text = f"{mantissa} * 10^({int(exponent)})"
        return f"({text})"
    return f"({text})" if text.startswith("-") else text


def name_giver():
    given = 0

    def name(node):
        nonlocal given
        if node.name is not None:
            return node.name
        given += 1
        return f"x{given}"

    return name


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        return self.spell(name_giver())

    def spell(self, name) -> str:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def spell(self, name):
        return name(self)


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def spell(self, name):
        return digits(self.value)


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def spelled_children(self, name):
        for child in self.children:
            text = child.spell(name)
            yield text if isinstance(child, (Input, Parameter)) else f"({text})"


class Add(Operation, framework.Add):
    """As in the given framework."""

    def spell(self, name):
        return " + ".join(self.spelled_children(name)) or "0"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def spell(self, name):
        return " * ".join(self.spelled_children(name)) or "1"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def spell(self, name):
        return f"max(0, {self.children[0].spell(name)})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def spell(self, name):
        return f"sigmoid({self.children[0].spell(name)})"
