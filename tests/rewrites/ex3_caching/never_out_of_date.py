"""A dictionary that only grows."""

from backprop import framework


_values = {}


class Node(framework.NeuralNetNode):
    def forward(self):
        if self not in _values:
            _values[self] = self.op([child() for child in self.children])
        return _values[self]


class Input(Node, framework.Input):
    pass


class Parameter(Node, framework.Parameter):
    pass


class Operation(Node, framework.Operation):
    pass


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
