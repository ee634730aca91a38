"""The standard library sorts the graph (`graphlib`); nodes hear of their totals only after the last derivative."""

from __future__ import annotations

from collections import defaultdict
from graphlib import TopologicalSorter

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent: float) -> None:
        parents_of: dict[framework.NeuralNetNode, set[framework.NeuralNetNode]] = {self: set()}
        unseen = [self]
        while unseen:
            parent = unseen.pop()
            for child in parent.children:
                if child not in parents_of:
                    parents_of[child] = set()
                    unseen.append(child)
                parents_of[child].add(parent)

        totals: dict[framework.NeuralNetNode, float] = defaultdict(float)
        totals[self] = derivative_from_parent
        order = list(TopologicalSorter(parents_of).static_order())
        for node in order:
            for child, slope in zip(node.children, node.grad(), strict=True):
                totals[child] += totals[node] * slope
        for node in order:
            node.on_backward(totals[node])


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self) -> list[framework.Input]:
        found: dict[framework.Input, None] = {}
        seen = set()
        stack: list[framework.NeuralNetNode] = [self]
        while stack:
            node = stack.pop()
            if node in seen:
                continue
            seen.add(node)
            if isinstance(node, framework.Input):
                found[node] = None
            stack.extend(reversed(node.children))
        return list(found)


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
