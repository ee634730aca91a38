"""The recursion once more."""

from backprop import framework


class Node(framework.NeuralNetNode):
    def forward(self):
        values = []
        for child in self.children:
            values.append(child.forward())
        return self.op(values)


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
