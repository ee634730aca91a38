# name: asks value.is_integer(), which floats have and ints (before Python 3.12) have not
# explanation: A parameter made as Parameter(2) holds an int. The text says: "The function that the tree below this node
#   computes, as a formula a person can read."
# severity: slip
# clauses: 6.1
from __future__ import annotations

from abc import ABCMeta

from backprop import framework


class FormulaMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        if "pattern" in namespace:
            empty, left, between, right = namespace["pattern"]

            def text(self, names):
                parts = [child._text(names) for child in self.children]
                return left + between.join(parts) + right if parts else empty

            cls._text = text
        return cls


class NeuralNetNode(framework.NeuralNetNode, metaclass=FormulaMeta):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        names: dict[int, str] = {}
        nameless = filter(lambda node: node.name is None, self._input_nodes())
        for number, node in enumerate(nameless, start=1):
            names[id(node)] = f"x{number}"
        return self._text(names)

    def _input_nodes(self) -> list:
        return []

    def _text(self, names: dict[int, str]) -> str:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _input_nodes(self):
        return [self]

    def _text(self, names):
        return names.get(id(self), self.name)


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _text(self, names):
        text = str(int(self.value)) if self.value.is_integer() else repr(self.value)
        return "(" + text + ")"


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def _input_nodes(self):
        return self.find_input_nodes()


class Add(Operation, framework.Add):
    """As in the given framework."""

    pattern = ("0", "(", " + ", ")")


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    pattern = ("1", "(", " * ", ")")


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    pattern = ("", "max(0, ", "", ")")


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    pattern = ("", "sigmoid(", "", ")")
