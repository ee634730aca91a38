"""Exercise 2: look for the inputs once."""

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node."""


class Input(NeuralNetNode, framework.Input):
    """A leaf with a value from outside."""


class Parameter(NeuralNetNode, framework.Parameter):
    """A leaf that learns."""


class Operation(NeuralNetNode, framework.Operation):
    def __init__(self, children):
        super().__init__(children)
        self._compiled = None

    def compile(self):
        # explicit stack: leftmost child must come out first
        found = []
        stack = [self]
        while len(stack) > 0:
            node = stack.pop()
            if isinstance(node, Input):
                found.append(node)
            for child in reversed(node.children):
                stack.append(child)
        self._compiled = found

    def predict(self, inputs):
        nodes = self._compiled
        if nodes is None:
            nodes = self.find_input_nodes()
        if len(nodes) != len(inputs):
            raise ValueError(f"the network has {len(nodes)} inputs, got {len(inputs)}")
        for node, value in zip(nodes, inputs):
            node.value = value
        return self.forward()


class Add(Operation, framework.Add):
    """A sum."""


class Multiply(Operation, framework.Multiply):
    """A product."""


class ReLU(Operation, framework.ReLU):
    """max(0, x)"""


class Sigmoid(Operation, framework.Sigmoid):
    """1 / (1 + exp(-x))"""
