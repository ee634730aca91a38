"""The given one."""

from backprop import framework


class Node(framework.NeuralNetNode):
    def backward(self, derivative_from_parent):
        framework.NeuralNetNode.backward(self, derivative_from_parent)


class Input(Node, framework.Input):
    pass


class Parameter(Node, framework.Parameter):
    pass


class Operation(Node, framework.Operation):
    def find_input_nodes(self):
        found, seen, stack = [], set(), [self]
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, framework.Input):
                found.append(node)
            stack.extend(reversed(node.children))
        return found


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
