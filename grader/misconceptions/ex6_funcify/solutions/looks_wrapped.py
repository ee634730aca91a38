# name: adds brackets unless the text begins with one and ends with one
# explanation: '(-1.0) + (-3.0)' begins with a bracket and ends with one, and has none around it. The text says: "Evaluated
#   with numbers in place of the names of the inputs, it gives the value of `forward()` with these numbers in the
#   inputs."
# severity: misunderstanding
# clauses: 6.1
from __future__ import annotations

from backprop import framework


def _wrapped(text: str) -> str:
    return text if text[0] == "(" and text[-1] == ")" or text.isidentifier() else "(" + text + ")"


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        order = self.find_input_nodes() if hasattr(self, "find_input_nodes") else [self]
        order = [n for n in order if getattr(n, "name", "") is None]
        return self._str(order)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _str(self, order):
        return f"x{order.index(self) + 1}" if self.name is None else f"{self.name}"


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _str(self, order):
        return f"({self.value!r})"


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def _str(self, order):
        return "+".join(c._str(order) for c in self.children) or "0"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def _str(self, order):
        return "*".join(_wrapped(c._str(order)) for c in self.children) or "1"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def _str(self, order):
        return f"MAX(0, {self.children[0]._str(order)})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def _str(self, order):
        return f"sigmoid({self.children[0]._str(order)})"
