# Jonas -- ex6_funcify

from itertools import count

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self):
        numbers, names = count(1), {}

        def name(node):
            if node not in names:
                names[node] = node.name or f"x{next(numbers)}"
            return names[node]

        return self.show(name)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None):
        super().__init__(value)
        self.name = name

    show = lambda self, name: name(self)


class Parameter(NeuralNetNode, framework.Parameter):
    show = lambda self, name: f"({self.value:.2f})"


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    show = lambda self, name: "(" + (" + ".join([c.show(name) for c in self.children]) or "0") + ")"


class Multiply(Operation, framework.Multiply):
    show = lambda self, name: "(" + (" * ".join([c.show(name) for c in self.children]) or "1") + ")"


class ReLU(Operation, framework.ReLU):
    show = lambda self, name: f"relu({self.children[0].show(name)})"


class Sigmoid(Operation, framework.Sigmoid):
    show = lambda self, name: f"sigmoid({self.children[0].show(name)})"
