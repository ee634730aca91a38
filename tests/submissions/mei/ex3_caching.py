from backprop import framework


def memo1(function):
    """function(list) that is only called again when the list differs from last time"""
    last = []

    def wrapped(x):
        if not last or last[0] != x
            result = function(list(x))
            last[:] = [x, result]
        return last[1]

    return wrapped


class NeuralNetNode(framework.NeuralNetNode):
    def forward(self):
        if "memo" not in self.__dict__:
            self.memo = memo1(lambda x: self.op(x))
        return self.memo([child.forward() for child in self.children])


class Input(NeuralNetNode, framework.Input):
    forward = lambda self: self.value


class Parameter(NeuralNetNode, framework.Parameter):
    forward = lambda self: self.value


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
