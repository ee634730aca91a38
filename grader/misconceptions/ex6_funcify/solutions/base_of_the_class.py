# name: a table by class, and for a subclass the one of its base
# explanation: A subclass may have a subclass, too. The text says: "A subclass of one of your classes, with whatever new name, is written
#   like the class itself."
# severity: slip
# clauses: 6.10
# family: the base of a class
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self) -> str:
        inputs = self.find_input_nodes() if isinstance(self, Operation) else [self] if isinstance(self, Input) else []
        names, count = {}, 0
        for node in inputs:
            if node.name is None:
                count += 1
                names[node] = f"x{count}"
            else:
                names[node] = node.name
        return write(self, names)


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


def write(node, names):
    kind = type(node)
    if kind not in WRITERS:
        kind = kind.__base__
    return WRITERS[kind](node, names)


def inner(node, names, sign, empty):
    texts = [write(child, names) for child in node.children]
    return "(" + sign.join(texts) + ")" if texts else empty


WRITERS = {
    Input: lambda node, names: names[node],
    Parameter: lambda node, names: f"({node.value!r})",
    Add: lambda node, names: inner(node, names, " + ", "0"),
    Multiply: lambda node, names: inner(node, names, " * ", "1"),
    ReLU: lambda node, names: f"max(0, {write(node.children[0], names)})",
    Sigmoid: lambda node, names: f"sigmoid({write(node.children[0], names)})",
}
