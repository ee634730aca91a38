"""# Exercise 6: The network as a formula"""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self) -> str:
        """The formula of this node."""
        raise NotImplementedError("Exercise 6")


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
