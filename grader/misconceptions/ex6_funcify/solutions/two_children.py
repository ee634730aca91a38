# name: a sum or a product has a left and a right side, what comes after that is lost
# explanation: Knows + and * as operations on two numbers. The text says: "Evaluated with numbers in place of the names of the
#   inputs, it gives the value of `forward()` with these numbers in the inputs."
# severity: does not work
# clauses: 6.1
from __future__ import annotations

from backprop import framework


def shadow(node):
    if isinstance(node, Input):
        return ["input", node.name]
    if isinstance(node, Parameter):
        return ["number", node.value]
    if isinstance(node, Add):
        kind = "+"
    elif isinstance(node, Multiply):
        kind = "*"
    elif isinstance(node, ReLU):
        kind = "relu"
    elif isinstance(node, Sigmoid):
        kind = "sigmoid"
    else:
        raise NotImplementedError(type(node).__name__)
    result = [kind]
    for child in node.children:
        result.append(shadow(child))
    return result


def rename(tree, number=0):
    if tree[0] == "input":
        if tree[1] is None:
            number = number + 1
            tree[1] = "x" + str(number)
    elif tree[0] != "number":
        for sub in tree[1:]:
            number = rename(sub, number)
    return number


def show(tree):
    kind = tree[0]
    if kind == "input":
        return tree[1]
    if kind == "number":
        s = repr(tree[1])
        if s[0] == "-":
            s = "(0 - " + s[1:] + ")"
        return s
    if kind == "relu" or kind == "sigmoid":
        return kind + "(" + show(tree[1]) + ")"
    if len(tree) == 1:
        return {"+": "(0)", "*": "(1)"}[kind]
    s = "(" + show(tree[1])
    for sub in tree[2:3]:
        s = s + kind + show(sub)
    return s + ")"


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        tree = shadow(self)
        rename(tree)
        return show(tree)


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
