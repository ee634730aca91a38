from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent):
        visited = set()
        updates = []

        def visit(node, d):
            if id(node) in visited:
                return      # was here already
            visited.add(id(node))
            updates.append((node, d))
            grads = node.grad()
            for i in range(len(node.children)):
                visit(node.children[i], d * grads[i])

        visit(self, derivative_from_parent)
        for node, d in updates:
            node.on_backward(d)


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self):
        found = []
        visited = set()

        def search(node):
            if id(node) in visited:
                return
            visited.add(id(node))
            if isinstance(node, Input):
                found.append(node)
            for child in node.children:
                search(child)

        search(self)
        return found


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
