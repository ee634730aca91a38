from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    saved = None
    old_values = None

    def forward(self):
        # leaves are cheap
        if isinstance(self, Input) or isinstance(self, Parameter):
            return self.value
        values = []
        for child in self.children:
            values.append(child.forward())
        if self.saved is None or self.old_values != values:
            self.saved = self.op(list(values))
            self.old_values = list(values)
        return self.saved


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
