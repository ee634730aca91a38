from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    cache = None
    old_values = None

    def forward(self):
        # leaves are cheap
        if isinstance(self, Input) or isinstance(self, Parameter):
            return self.value
        v = []
        for child in self.children:
            v.append(child.forward())
        if not self.cache or self.old_values != v:
            self.cache = self.op(v)
            self.old_values = list(v)
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
