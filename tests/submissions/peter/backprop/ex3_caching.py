from backprop import framework

changed = True


class NeuralNetNode(framework.NeuralNetNode):
    cached = None

    def forward(self):
        global changed
        if changed or self.cached is None:
            self.cached = self.op([child.forward() for child in self.children])
        return self.cached


class Leaf(NeuralNetNode):
    def __setattr__(self, name, value):
        global changed
        if name == "value":
            changed = True
        super().__setattr__(name, value)


class Input(Leaf, framework.Input):
    pass


class Parameter(Leaf, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def predict(self, inputs):
        global changed
        result = super().predict(inputs)
        changed = False
        return result


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
