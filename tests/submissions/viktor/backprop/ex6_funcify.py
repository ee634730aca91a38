from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self):
        return ""


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None):
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter): ...

class Operation(NeuralNetNode, framework.Operation): ...


class Add(Operation, framework.Add): ...

class Multiply(Operation, framework.Multiply): ...

class ReLU(Operation, framework.ReLU): ...

class Sigmoid(Operation, framework.Sigmoid): ...
