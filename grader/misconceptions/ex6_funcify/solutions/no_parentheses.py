# name: no parentheses around a sum in a product
# explanation: Thinks of the tree and forgets that the text has lost it. The text says: "Evaluated with numbers in place of the
#   names of the inputs, it gives the value of `forward()` with these numbers in the inputs."
# severity: does not work
# clauses: 6.1, 6.11
from __future__ import annotations

from backprop import framework


class Infix:
    """child sign child sign child"""

    sign: str
    neutral: str

    def _write(self, name_of) -> str:
        out = None
        for child in self.children:
            piece = child._write(name_of)
            if piece[0] == "-":
                piece = "(" + piece + ")"
            out = piece if out is None else out + " " + self.sign + " " + piece
        return self.neutral if out is None else out


class Prefix:
    """function(child)"""

    function: str
    first_arguments: tuple[str, ...] = ()

    def _write(self, name_of) -> str:
        arguments = [*self.first_arguments, *(child._write(name_of) for child in self.children)]
        return self.function + "(" + ", ".join(arguments) + ")"


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        nodes = self.find_input_nodes() if isinstance(self, Operation) else [self]
        generic = (f"x{i}" for i in range(1, len(nodes) + 1))
        names = {id(node): node.name or next(generic) for node in nodes if isinstance(node, Input)}
        return self._write(lambda node: names[id(node)])


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _write(self, name_of):
        return name_of(self)


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _write(self, name_of):
        return format(self.value, ".17g") if isinstance(self.value, float) else str(self.value)


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Infix, Operation, framework.Add):
    """As in the given framework."""

    sign, neutral = "+", "0"


class Multiply(Infix, Operation, framework.Multiply):
    """As in the given framework."""

    sign, neutral = "*", "1"


class ReLU(Prefix, Operation, framework.ReLU):
    """As in the given framework."""

    function, first_arguments = "max", ("0",)


class Sigmoid(Prefix, Operation, framework.Sigmoid):
    """As in the given framework."""

    function = "sigmoid"
