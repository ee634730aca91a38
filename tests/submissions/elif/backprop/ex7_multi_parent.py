from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent):
        order = []
        visited = set()

        def visit(node):
            if id(node) in visited:
                return
            visited.add(id(node))
            for child in node.children:
                visit(child)
            order.append(node)

        visit(self)
        order.reverse()   # parents first now

        for node in order:
            if not hasattr(node, "derivative"):
                node.derivative = 0.0
        self.derivative = derivative_from_parent

        for node in order:
            grads = node.grad()
            for i in range(len(node.children)):
                node.children[i].derivative += node.derivative * grads[i]

        for node in order:
            node.on_backward(node.derivative)


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self):
        result = []
        visited = set()

        def search(node):
            if id(node) in visited:
                return
            visited.add(id(node))
            if isinstance(node, Input):
                result.append(node)
            for child in node.children:
                search(child)

        search(self)
        return result


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
