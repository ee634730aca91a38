from backprop import framework


def feeder(nodes):
    """A function that puts numbers into these nodes."""

    def feed(numbers):
        if len(numbers) != len(nodes):
            raise ValueError("expected %d inputs but got %d" % (len(nodes), len(numbers)))
        for node, number in zip(nodes, numbers):
            node.value = number

    return feed


class NeuralNetNode(framework.NeuralNetNode):
    pass


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    feed = None

    def compile(self):
        self.feed = feeder(self.find_input_nodes())

    def predict(self, inputs):
        (self.feed or feeder(self.find_input_nodes()))(inputs)
        return self.forward()


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
