"""Exercise 2: look for the inputs once."""

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    pass


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def __init__(self, children):
        super().__init__(children)
        self._compiled = None

    def compile(self):
        # explicit stack: leftmost child must come out first
        hits = []
        stack = [self]
        while len(stack) > 0:
            node = stack.pop()
            if isinstance(node, Input):
                hits.append(node)
            for child in reversed(node.children):
                stack.append(child)
        self._compiled = hits

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
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass


# quick test
net = Add([Multiply([Parameter(2.0), Input()]), Parameter(1.0)])
net.compile()
assert net.predict([3.0]) == 8.0, "should be 8?"
