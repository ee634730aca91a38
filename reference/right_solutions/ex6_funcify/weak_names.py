"""Names in a WeakKeyDictionary that lives in a small Namer object, texts with unicode operators."""

from __future__ import annotations

import weakref

from backprop import framework


class Namer:
    def __init__(self, nodes):
        self.names = weakref.WeakKeyDictionary()
        for node in nodes:
            self.names[node] = node.name if node.name is not None else f"x{self.nameless(nodes, node)}"

    @staticmethod
    def nameless(nodes, node):
        number = 0
        for other in nodes:
            if other.name is None:
                number += 1
            if other is node:
                return number
        raise LookupError(node)

    def __getitem__(self, node):
        return self.names[node]


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        find = getattr(self, "find_input_nodes", None)
        if find is not None:
            nodes = find()
        else:
            nodes = [self] if isinstance(self, Input) else []
        return self.write(Namer(nodes))

    def write(self, namer: Namer) -> str:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def write(self, namer):
        return namer[self]


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def write(self, namer):
        # a real minus sign, as printers have it
        return "(" + repr(self.value).replace("-", "−", 1) + ")" if repr(self.value)[0] == "-" else repr(self.value)


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def write(self, namer):
        return "(" + " + ".join(child.write(namer) for child in self.children) + ")" if self.children else "0"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def write(self, namer):
        return "(" + " × ".join(child.write(namer) for child in self.children) + ")" if self.children else "1"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def write(self, namer):
        return "max(" + self.children[0].write(namer) + ", 0)"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def write(self, namer):
        return "σ(" + self.children[0].write(namer) + ")"
