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
        self._inputs = tuple(self.find_input_nodes())

    def predict(self, inputs: Sequence[float]) -> float:
        try:
            nodes = self._inputs
        except AttributeError:
            nodes = tuple(self.find_input_nodes())
        if len(inputs) != len(nodes):
            raise ValueError(f"predict() got {len(inputs)} numbers for {len(nodes)} inputs")
        for node, x in zip(nodes, inputs):
            node.value = x
        return self()


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
