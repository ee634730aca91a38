"""The other way round: each node asks its parents. A memoised function is the chain rule itself, derivative(node) =
sum of derivative(parent) times slope."""

from __future__ import annotations

from functools import cache

from backprop import framework


def reachable(root: framework.NeuralNetNode) -> list[framework.NeuralNetNode]:
    """Every node below (and with) the root once, by first visit, depth first and left to right."""
    seen: dict[framework.NeuralNetNode, None] = {}
    ahead = [iter([root])]
    while ahead:
        node = next(ahead[-1], None)
        if node is None:
            ahead.pop()
        elif node not in seen:
            seen[node] = None
            ahead.append(iter(node.children))
    return list(seen)


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent: float) -> None:
        nodes = reachable(self)
        incoming: dict[framework.NeuralNetNode, list[tuple[framework.NeuralNetNode, float]]] = {n: [] for n in nodes}
        for node in nodes:
            for child, slope in zip(node.children, node.grad(), strict=True):
                incoming[child].append((node, slope))

        @cache
        def derivative(node: framework.NeuralNetNode) -> float:
            if node is self:
                return derivative_from_parent
            total = 0.0
            for parent, slope in incoming[node]:
                total += derivative(parent) * slope
            return total

        for node, total in [(node, derivative(node)) for node in nodes]:
            node.on_backward(total)


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self) -> list[framework.Input]:
        return [node for node in reachable(self) if isinstance(node, framework.Input)]


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
