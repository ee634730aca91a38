"""# Exercise 2: Look for the inputs once"""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    pass


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def compile(self) -> None:
        """Remember the input nodes below this node, so that `predict` need not search for them."""
        raise NotImplementedError("Exercise 2")

    def predict(self, inputs: Sequence[float]) -> float:
        """The value of this node for `inputs`."""
        raise NotImplementedError("Exercise 2")


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
