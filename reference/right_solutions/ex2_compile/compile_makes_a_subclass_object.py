from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class Plan(tuple):
    """The input nodes of one operation."""

    def __call__(self, numbers: Sequence[float]) -> None:
        wanted, got = len(self), len(numbers)
        if wanted != got:
            raise WrongNumber(wanted, got)
        for node, number in zip(self, numbers):
            node.value = number


class WrongNumber(ValueError):
    def __init__(self, wanted: int, got: int) -> None:
        super().__init__(wanted, got)

    def __str__(self) -> str:
        return "this network has %d input nodes, but predict() got %d numbers" % self.args


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    def compile(self) -> None:
        vars(self)["plan"] = Plan(self.find_input_nodes())

    def predict(self, inputs: Sequence[float]) -> float:
        plan = vars(self).get("plan")
        if plan is None:
            plan = Plan(self.find_input_nodes())
        plan(inputs)
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
