"""Exercise 6: the network as a formula."""

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self):
        names = {}
        number = 0
        stack = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, Input) and node not in names:
                if node.name is not None:
                    names[node] = node.name
                else:
                    number += 1
                    names[node] = f"x{number}"
            stack.extend(reversed(node.children))
        return self.text(names)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None):
        super().__init__(value)
        self.name = name

    def text(self, names):
        return names[self]


class Parameter(NeuralNetNode, framework.Parameter):
    def text(self, names):
        return repr(self.value)


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    def text(self, names):
        if len(self.children) == 0:
            return "0"
        return " + ".join(child.text(names) for child in self.children)


class Multiply(Operation, framework.Multiply):
    def text(self, names):
        if len(self.children) == 0:
            return "1"
        partes = []
        for child in self.children:
            partes.append(child.text(names))
        return " * ".join(partes)


class ReLU(Operation, framework.ReLU):
    def text(self, names):
        return f"max(0, {self.children[0].text(names)})"


class Sigmoid(Operation, framework.Sigmoid):
    def text(self, names):
        return f"sigmoid({self.children[0].text(names)})"
