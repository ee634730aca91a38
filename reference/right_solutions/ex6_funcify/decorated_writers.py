"""A decorator parenthesises what a method returns, unless the node is a leaf or has the brackets of a function."""

from __future__ import annotations

import functools

from backprop import framework


def in_parentheses(method):
    @functools.wraps(method)
    def wrapped(self, *args, **kwargs):
        return "(" + method(self, *args, **kwargs) + ")"

    return wrapped


class Names:
    """Callable: the name of an input."""

    def __init__(self, root):
        inputs = list(self.below(root))
        self.known = dict(self.pairs(inputs))

    @classmethod
    def below(cls, node):
        if isinstance(node, framework.Input):
            yield node
        for child in node.children:
            yield from cls.below(child)

    @staticmethod
    def pairs(inputs):
        number = 0
        for node in inputs:
            number += node.name is None
            yield id(node), f"x{number}" if node.name is None else node.name

    def __call__(self, node):
        return self.known[id(node)]


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        return self.to_formula(Names(self))

    def to_formula(self, names: Names) -> str:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def to_formula(self, names):
        return names(self)


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    @in_parentheses
    def to_formula(self, names):
        return f"{self.value!r}"


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    @in_parentheses
    def to_formula(self, names):
        return "+".join(child.to_formula(names) for child in self.children) or "0"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    @in_parentheses
    def to_formula(self, names):
        return "*".join(child.to_formula(names) for child in self.children) or "1"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def to_formula(self, names):
        return "max" + "(0.0, " + self.children[0].to_formula(names) + ")"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    @in_parentheses
    def to_formula(self, names):
        return "sigmoid(" + self.children[0].to_formula(names) + ")"
