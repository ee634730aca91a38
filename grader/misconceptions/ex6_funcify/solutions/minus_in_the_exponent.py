# name: sigmoid written with exp(-...), and the minus reaches the first term only
# explanation: Forgets the brackets around what the minus stands before. The text says: "Evaluated with numbers in place of the
#   names of the inputs, it gives the value of `forward()` with these numbers in the inputs."
# severity: misunderstanding
# clauses: 6.1
# family: minus_reaches_the_first_term
from __future__ import annotations

from backprop import framework

SUM, PRODUCT, ATOM = 1, 2, 3


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        """The function that the tree below this node computes, as a formula a person can read."""
        nodes = [self] if isinstance(self, Input) else self.find_input_nodes() if isinstance(self, Operation) else []
        nameless = [node for node in nodes if node.name is None]
        names = {node: f"x{i}" for i, node in enumerate(nameless, 1)}
        return self._text(names)[0]

    def _text(self, names: dict[Input, str]) -> tuple[str, int]:
        raise TypeError(f"no formula for a {type(self).__name__}")


def wrap(text: str, strength: int, needed: int) -> str:
    return text if strength >= needed else f"({text})"


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _text(self, names):
        return (names[self] if self.name is None else self.name), ATOM


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _text(self, names):
        text = repr(self.value)
        return (f"({text})", ATOM) if text[0] == "-" else (text, ATOM)


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def _text(self, names):
        if not self.children:
            return "0", ATOM
        if len(self.children) == 1:
            return self.children[0]._text(names)
        return " + ".join(wrap(*child._text(names), PRODUCT) for child in self.children), SUM


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def _text(self, names):
        if not self.children:
            return "1", ATOM
        if len(self.children) == 1:
            return self.children[0]._text(names)
        return " * ".join(wrap(*child._text(names), ATOM) for child in self.children), PRODUCT


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def _text(self, names):
        return f"max(0, {self.children[0]._text(names)[0]})", ATOM


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def _text(self, names):
        return f"(1 / (1 + exp(-{self.children[0]._text(names)[0]})))", ATOM
