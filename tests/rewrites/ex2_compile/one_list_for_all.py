"""A global list."""

from backprop import framework


LEAVES = []


class Node(framework.NeuralNetNode):
    pass


class Input(Node, framework.Input):
    pass


class Parameter(Node, framework.Parameter):
    pass


class Operation(Node, framework.Operation):
    done = False

    def compile(self):
        global LEAVES
        LEAVES = self.find_input_nodes()
        self.done = True

    def predict(self, inputs):
        leaves = LEAVES if self.done else self.find_input_nodes()
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
