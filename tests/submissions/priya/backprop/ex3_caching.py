from backprop import framework


def remember_last(function):
    """function(list) that is only called again when the list differs from last time"""
    last = []

    def wrapped(x):
        if not last or last[0] != x:
            result = function(list(x))
            last[:] = [x, result]
        return last[1]

    return wrapped


class NeuralNetNode(framework.NeuralNetNode):
    def forward(self):
        if "memo" not in self.__dict__:
            self.memo = remember_last(lambda x: self.op(x))
        return self.memo([child.forward() for child in self.children])


class Input(NeuralNetNode, framework.Input):
    forward = lambda self: self.value


class Parameter(NeuralNetNode, framework.Parameter):
    forward = lambda self: self.value


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add): ...

class Multiply(Operation, framework.Multiply): ...

class ReLU(Operation, framework.ReLU): ...

class Sigmoid(Operation, framework.Sigmoid): ...
