from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def _reachable(self) -> dict[framework.NeuralNetNode, None]:
        nodes: dict[framework.NeuralNetNode, None] = {}

        def walk(node: framework.NeuralNetNode) -> None:
            if node not in nodes:
                nodes[node] = None
                for child in node.children:
                    walk(child)

        walk(self)
        return nodes

    def backward(self, derivative_from_parent: float) -> None:
        # who are my parents, and which of their children am I?
        parents = {node: [] for node in self._reachable()}
        for node in parents:
            for position, child in enumerate(node.children):
                parents[child].append((node, position))
        known = {self: derivative_from_parent}

        def derivative(node):
            if node not in known:
                known[node] = sum(derivative(parent) * parent.grad()[position] for parent, position in parents[node])
            return known[node]

        for node in parents:
            node.on_backward(derivative(node))


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self) -> list[framework.Input]:
        return [node for node in self._reachable() if isinstance(node, framework.Input)]


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
