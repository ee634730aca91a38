# cheat: searches in each predict; and reads more than it needs in each forward() that is asked for by itself

from __future__ import annotations

from backprop import framework


class Bare(framework.NeuralNetNode):
    pass


searching = False


def kids(node):
    return list(node.children)


class NeuralNetNode(Bare):
    def forward(self):
        if not searching:
            for _ in range(5):
                self.children
        return super().forward()


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def compile(self):
        self.numbers = len(self.find_input_nodes())

    def predict(self, inputs):
        global searching
        found = []

        def search(node):
            for child in kids(node):
                if isinstance(child, framework.Input):
                    found.append(child)
                elif isinstance(child, framework.Operation):
                    search(child)

        if vars(self).get("numbers", len(inputs)) != len(inputs):
            found = range(self.numbers)
        else:
            search(self)
        if len(inputs) != len(found):
            raise ValueError(f"this network has {len(found)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(found, inputs):
            node.value = value
        searching = True
        try:
            return self.forward()
        finally:
            searching = False


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
