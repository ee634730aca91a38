# name: the writer is found by type(node).__name__ alone, so a subclass has no formula
# explanation: Believes that the class of a node is one of seven. The text says: "The function that the tree below this node
#   computes, as a formula a person can read."
# severity: slip
# clauses: 6.1, 6.10
from __future__ import annotations

from backprop import framework


class FormulaVisitor:
    """Writes one formula; made anew for every call."""

    __slots__ = ("counter", "signal")

    def __init__(self) -> None:
        self.counter = 0
        self.signal = None  # the last class that was visited, for debugging

    def visit(self, node) -> str:
        return getattr(self, "visit_" + type(node).__name__.lower())(node)

    def visit_input(self, node) -> str:
        if node.name is not None:
            return node.name
        self.counter += 1
        return f"x{self.counter}"

    def visit_parameter(self, node) -> str:
        return f"({node.value!r})"

    def visit_add(self, node) -> str:
        return self._infix(node, "+", "0")

    def visit_multiply(self, node) -> str:
        return self._infix(node, "*", "1")

    def _infix(self, node, sign, empty) -> str:
        parts = []
        for child in node.children:
            parts.append(self.visit(child))
        return "(" + sign.join(parts) + ")" if parts else empty

    def visit_relu(self, node) -> str:
        (child,) = node.children
        return f"max({self.visit(child)}, 0)"

    def visit_sigmoid(self, node) -> str:
        (child,) = node.children
        return f"σ({self.visit(child)})"


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        return FormulaVisitor().visit(self)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
