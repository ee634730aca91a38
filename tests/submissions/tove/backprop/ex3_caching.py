"""# Exercise 3: Never compute the same thing twice"""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def forward(self) -> float:
        """The value of this node, computed again only if a leaf below it has changed."""
        raise NotImplementedError("Exercise 3")


class Input(NeuralNetNode, framework.Input):
    pass


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
