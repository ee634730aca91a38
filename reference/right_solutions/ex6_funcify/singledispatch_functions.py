"""Functools.singledispatch on the framework's classes, the writers are module-level functions."""

from __future__ import annotations

from functools import singledispatch

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        """See the functions `write` below."""
        if isinstance(self, framework.Operation):
            inputs = self.find_input_nodes()
        else:
            inputs = [self] * isinstance(self, framework.Input)
        nameless = [i for i in inputs if i.name is None]
        return write(self, lambda node: "x%d" % (1 + next(k for k, n in enumerate(nameless) if n is node)))


@singledispatch
def write(node, number_of):
    raise NotImplementedError(type(node).__name__)


@write.register
def _(node: framework.Input, number_of):
    return node.name or number_of(node)


@write.register
def _(node: framework.Parameter, number_of):
    return "(%r)" % (node.value,)


@write.register
def _(node: framework.Add, number_of):
    return "(" + " + ".join([write(c, number_of) for c in node.children] or ["0"]) + ")"


@write.register
def _(node: framework.Multiply, number_of):
    return "(" + " * ".join([write(c, number_of) for c in node.children] or ["1"]) + ")"


@write.register
def _(node: framework.ReLU, number_of):
    return "RELU(" + write(node.children[0], number_of) + ")"


@write.register
def _(node: framework.Sigmoid, number_of):
    return "SIGMOID(" + write(node.children[0], number_of) + ")"


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
