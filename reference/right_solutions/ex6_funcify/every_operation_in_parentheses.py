"""Parentheses round every sum, product and negative number; one generic function writes all classes."""

from __future__ import annotations

from functools import singledispatch
from itertools import count

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self) -> str:
        leaves = self.find_input_nodes() if hasattr(self, "find_input_nodes") else [self]
        numbers = count(1)
        names: dict[int, str] = {}
        for leaf in leaves:
            given = getattr(leaf, "name", None)
            if id(leaf) not in names:
                names[id(leaf)] = given if given is not None else f"x{next(numbers)}"
        return write(self, names)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass


@singledispatch
def write(node: framework.NeuralNetNode, names: dict[int, str]) -> str:
    raise TypeError(f"cannot write a {type(node).__name__}")


@write.register(framework.Input)
def _(node, names):
    return names[id(node)]


@write.register(framework.Parameter)
def _(node, names):
    return f"({node.value!r})" if node.value < 0 else repr(node.value)


@write.register(framework.Add)
def _(node, names):
    return "(" + (" + ".join(write(child, names) for child in node.children) or "0") + ")"


@write.register(framework.Multiply)
def _(node, names):
    return "(" + ("*".join(write(child, names) for child in node.children) or "1") + ")"


@write.register(framework.ReLU)
def _(node, names):
    return f"relu({write(node.children[0], names)})"


@write.register(framework.Sigmoid)
def _(node, names):
    return f"Sigmoid({write(*node.children, names)})"
