from backprop import framework


class NeuralNetNode(framework.NeuralNetNode): ...


class Input(NeuralNetNode, framework.Input):
    def funcify(self):
        return "(" * 9000 + "x" + ")" * 9000


class Parameter(NeuralNetNode, framework.Parameter):
    def funcify(self):
        return "9**" * 6000 + "9"


class Operation(NeuralNetNode, framework.Operation):
    def funcify(self):
        return "-" * 19_000 + "1"


class Add(Operation, framework.Add):
    def funcify(self):
        return "max(" * 4000 + "1, 2" + ", 3)" * 4000


class Multiply(Operation, framework.Multiply):
    def funcify(self):
        return "1" + "0" * 19_000


class ReLU(Operation, framework.ReLU):
    def funcify(self):
        return "1e-" * 6000


class Sigmoid(Operation, framework.Sigmoid):
    def funcify(self):
        return "[" * 199 + "x" + "]" * 199
