"""A queue."""

from collections import deque

from backprop import framework


class Node(framework.NeuralNetNode):
    def backward(self, derivative_from_parent):
        total, queue = {self: derivative_from_parent}, deque([self])
        visited = []
        while queue:
            node = queue.popleft()
            visited.append(node)
            for child, d in zip(node.children, node.grad()):
                if child in total:
                    total[child] += d * total[node]
                else:
                    total[child] = d * total[node]
                    queue.append(child)
        for node in visited:
            node.on_backward(total[node])


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
