"""Kahn's algorithm: count the edges into each node, and send a node on once all of them have delivered."""

from collections import Counter, deque

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent):
        missing = Counter()
        reached = {self}
        queue = deque([self])
        while queue:
            for child in queue.popleft().children:
                missing[child] += 1
                if child not in reached:
                    reached.add(child)
                    queue.append(child)

        received = dict.fromkeys(reached, 0.0)
        received[self] = derivative_from_parent
        ready = deque([self])
        finished = []
        while ready:
            node = ready.popleft()
            finished.append(node)
            slopes = node.grad()
            for i, child in enumerate(node.children):
                received[child] += received[node] * slopes[i]
                missing[child] -= 1
                if missing[child] == 0:
                    ready.append(child)

        for node in finished:
            node.on_backward(received[node])


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self):
        visited = set()

        def visit(node):
            if node not in visited:
                visited.add(node)
                if isinstance(node, framework.Input):
                    yield node
                for child in node.children:
                    yield from visit(child)

        return list(visit(self))


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
