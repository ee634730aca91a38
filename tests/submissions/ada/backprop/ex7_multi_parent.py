"""Exercise 7: nodes with several parents, in topological order (Kahn)."""

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent):
        # 1. how many edges lead to each node?
        edges = {self: 0}
        stack = [self]
        while stack:
            for child in stack.pop().children:
                if child not in edges:
                    edges[child] = 0
                    stack.append(child)
                edges[child] += 1
        # 2. a node is ready when all of its parents are done
        total = {node: 0.0 for node in edges}
        total[self] = derivative_from_parent
        ready = [self]
        order = []
        while ready:
            node = ready.pop()
            order.append(node)
            for child, d in zip(node.children, node.grad()):
                total[child] += total[node] * d
                edges[child] -= 1
                if edges[child] == 0:
                    ready.append(child)
        # 3. now the parameters may move
        for node in order:
            node.on_backward(total[node])


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self):
        found = []
        seen = set()
        stack = [self]
        while stack:
            node = stack.pop()
            if node in seen:
                continue
            seen.add(node)
            if isinstance(node, Input):
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
