"""The sum stays in the node."""

from backprop import framework


class Node(framework.NeuralNetNode):
    slope = 0.0

    def _order(self):
        found = {}

        def walk(node):
            if node not in found:
                for child in node.children:
                    walk(child)
                found[node] = len(found)

        walk(self)
        return sorted(found, key=found.get, reverse=True)

    def backward(self, derivative_from_parent):
        order = self._order()
        self.slope = derivative_from_parent
        for node in order:
            for child, d in zip(node.children, node.grad()):
                child.slope = getattr(child, "slope", 0.0) + d * node.slope
        for node in order:
            node.on_backward(node.slope)


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
