#!/usr/bin/env python3
from __future__ import annotations

from graphlib import TopologicalSorter

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
        graph = {node: node.children for node in self._reachable()}
        sorted_nodes = list(TopologicalSorter(graph).static_order())
        sorted_nodes.reverse()
        gradient = dict.fromkeys(sorted_nodes, 0.0)
        gradient[self] = derivative_from_parent
        for node in sorted_nodes:
            for child, local in zip(node.children, node.grad()):
                gradient[child] += gradient[node] * local
        for node, g in gradient.items():
            node.on_backward(g)


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
