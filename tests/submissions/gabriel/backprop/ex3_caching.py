from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def inputs_below(self) -> tuple:
        """The values of the inputs below this node."""
        return tuple(child.inputs_below() for child in self.children)

    def forward(self) -> float:
        key = self.inputs_below()
        if not hasattr(self, "_key") or self._key != key:
            self._result = self.op([child.forward() for child in self.children])
            self._key = key
        return self._result


class Input(NeuralNetNode, framework.Input):
    def inputs_below(self) -> tuple:
        return (self.value,)


class Parameter(NeuralNetNode, framework.Parameter):
    def forward(self) -> float:
        return self.value


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
