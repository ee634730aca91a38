"""Already compiled? Then there is nothing to do."""

from backprop import framework


class Node(framework.NeuralNetNode):
    pass


class Input(Node, framework.Input):
    pass


class Parameter(Node, framework.Parameter):
    pass


class Operation(Node, framework.Operation):
    def compile(self):
        if hasattr(self, "_leaves"):
            return
        self._leaves = tuple(self.find_input_nodes())

    def predict(self, inputs):
        leaves = self._leaves if hasattr(self, "_leaves") else self.find_input_nodes()
        if len(leaves) != len(inputs):
            raise ValueError(f"{len(leaves)} inputs expected, {len(inputs)} given")
        for leaf, x in zip(leaves, inputs):
            leaf.value = x
        return self()


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
