#!/usr/bin/env python3
from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    cache = None
    old_values = None

    def forward(self):
        print("forward!!!" * 100)
        if isinstance(self, Input) or isinstance(self, Parameter):
            return self.value
        values = []
        for child in self.children:
            values.append(child.forward())
        if self.cache is None or self.old_values != values:
            print("computing", type(self).__name__, values, "-" * 5000)
            self.cache = self.op(list(values))
            self.old_values = list(values)
        return self.cache


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
