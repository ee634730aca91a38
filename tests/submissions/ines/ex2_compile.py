from backprop import framework

INPUTS = []


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
        lista = []
        stack = [self]
        while len(stack) > 0:
            node = stack.pop()
            if isinstance(node, Input):
                lista.append(node)
            for child in reversed(node.children):
                stack.append(child)
        INPUTS.clear()
        INPUTS.extend(lista)
        self._compiled = INPUTS

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
