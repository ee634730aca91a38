"""`compile` puts a closure over the input nodes in the place of this one object's `predict`."""

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
        nodes = tuple(self.find_input_nodes())

        def predict(inputs: Sequence[float]) -> float:
            if len(inputs) != len(nodes):
                raise ValueError(f"expected {len(nodes)} inputs, got {len(inputs)}")
            for i, node in enumerate(nodes):
                node.value = inputs[i]
            return self.forward()

        self.predict = predict


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
