"""Every assignment of a value counts."""

from backprop import framework


class Node(framework.NeuralNetNode):
    known = None
    above = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for child in self.children:
            child.above = self

    def __setattr__(self, name, new):
        object.__setattr__(self, name, new)
        if name == "value":
            node = self
            while node is not None:
                node.known = None
                node = node.above

    def forward(self):
        if self.known is None:
            self.known = (self.op([child.forward() for child in self.children]),)
        return self.known[0]


class Input(Node, framework.Input):
    pass


class Parameter(Node, framework.Parameter):
    pass


class Operation(Node, framework.Operation):
    pass


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
