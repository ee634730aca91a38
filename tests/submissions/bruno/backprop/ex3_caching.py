from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    cache = None
    last_vals = None

    def forward(self):
        # leaves are cheap
        if isinstance(self, Input) or isinstance(self, Parameter):
            return self.value
        vals = []
        for child in self.children:
            vals.append(child.forward())
        if self.cache is None or self.last_vals != vals:
            self.cache = self.op(list(vals))
            self.last_vals = list(vals)
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
