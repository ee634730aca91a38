"""Starts at the leaves: peels the graph from below and goes through the peelings backwards."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        nodes = all_nodes(self)
        # wer wartet auf wen: Eltern jedes Knotens, mit Vielfachheit
        parents = {node: [] for node in nodes}
        open_children = {}
        for node in nodes:
            open_children[node] = len(node.children)
            for child in node.children:
                parents[child].append(node)
        layer = [node for node in nodes if open_children[node] == 0]
        peeled = []
        while layer:
            peeled.append(layer)
            next_layer = []
            for node in layer:
                for parent in parents[node]:
                    open_children[parent] -= 1
                    if open_children[parent] == 0:
                        next_layer.append(parent)
            layer = next_layer

        total = dict.fromkeys(nodes, 0.0)
        total[self] = derivative_from_parent
        for layer in reversed(peeled):
            for node in layer:
                share = total[node]
                for child, entry in zip(node.children, node.grad(), strict=True):
                    total[child] += share * entry
        for layer in peeled:
            for node in layer:
                node.on_backward(total[node])


def all_nodes(root) -> list:
    """Depth first, left to right, each once."""
    nodes: dict = {}

    def go(node):
        nodes[node] = len(nodes)
        for child in node.children:
            if child not in nodes:
                go(child)

    go(root)
    return list(nodes)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        return list(filter(lambda node: isinstance(node, framework.Input), all_nodes(self)))


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
