from backprop import framework


def remember_last(function):
    """function(list) that is only called again when the list differs from prev time"""
    prev = []

    def wrapped(x):
        if not prev or prev[0] != x:
            result = function(list(x))
            prev[:] = [x, result]
        return prev[1]

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


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
