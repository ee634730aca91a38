"""A recursive depth-first search lists children before parents; the way back walks that list from its end. Inner nodes
are told at once, the leaves at the very end."""

from __future__ import annotations

from backprop import framework


def children_first(node: framework.NeuralNetNode, seen: set[int], order: list[framework.NeuralNetNode]) -> None:
    if id(node) not in seen:
        seen.add(id(node))
        for child in node.children:
            children_first(child, seen, order)
        order.append(node)


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent: float) -> None:
        order: list[framework.NeuralNetNode] = []
        children_first(self, set(), order)
        derivative = {id(node): 0.0 for node in order}
        derivative[id(self)] += derivative_from_parent
        leaves = []
        while order:
            node = order.pop()
            if not node.children:
                leaves.append(node)
                continue
            node.on_backward(derivative[id(node)])
            for child, slope in zip(node.children, node.grad(), strict=True):
                derivative[id(child)] += slope * derivative[id(node)]
        for leaf in leaves:
            leaf.on_backward(derivative[id(leaf)])


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self) -> list[framework.Input]:
        # The leaves come out of the depth-first search in the order of their first visit.
        order: list[framework.NeuralNetNode] = []
        children_first(self, set(), order)
        return [node for node in order if isinstance(node, framework.Input)]


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
