import sys

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self):
        if isinstance(self, Operation):
            inputs = self.find_input_nodes()
        else:
            inputs = [self]
        labels = {}
        n = 1
        for node in inputs:
            if not isinstance(node, Input):
                continue
            if node.name:
                labels[id(node)] = node.name
            elif id(node) not in labels:
                labels[id(node)] = "x" + str(n)
                n += 1
        return to_text(self, labels)


def to_text(node, labels):
    if isinstance(node, Input):
        return labels[id(node)]
    if isinstance(node, Parameter):
        return "(" + repr(node.value) + ")" if node.value < 0 else repr(node.value)
    pieces = []
    for child in node.children:
        pieces.append(to_text(child, labels))
    if isinstance(node, Add):
        if not pieces:
            return "0"
        return "(" + " + ".join(pieces) + ")"
    if isinstance(node, Multiply):
        if not pieces:
            return "1"
        return " * ".join(pieces)
    if isinstance(node, ReLU):
        return "max(0, " + pieces[0] + ")"
    # no idea how to write a sigmoid
    sys.exit("unknown node " + type(node).__name__)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None):
        super().__init__(value)
        self.name = name


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
