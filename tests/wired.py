"""The classes of exercises 2, 3, 6 and 7, each below the framework's of that name, with what a test adds."""

from __future__ import annotations

CLASSES = """\
from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    {node}


class Input(NeuralNetNode, framework.Input):
    {input_}


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    {operation}


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
"""


def module(node: str = "pass", input_: str = "pass", operation: str = "pass") -> str:
    """The text of a module with these lines in its class of all nodes, of inputs, and of operations."""
    added = {"node": node, "input_": input_, "operation": operation}
    return CLASSES.format(**{place: text.strip("\n").replace("\n", "\n    ") for place, text in added.items()})
