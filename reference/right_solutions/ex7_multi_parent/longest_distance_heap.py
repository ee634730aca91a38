"""Nodes have heights: a leaf 0, another one more than its highest child. A heap hands out the highest node first, and
no child is as high as its parent."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

from backprop import framework


@dataclass(order=True)
class Entry:
    depth: int
    number: int
    node: framework.NeuralNetNode = field(compare=False)
    total: float = field(default=0.0, compare=False)


class NeuralNetNode(framework.NeuralNetNode):
    def _measure(self, heights: dict[framework.NeuralNetNode, int]) -> int:
        if self not in heights:
            highest = -1
            for child in self.children:
                highest = max(highest, child._measure(heights))
            heights[self] = highest + 1
        return heights[self]

    def backward(self, derivative_from_parent: float) -> None:
        heights: dict[framework.NeuralNetNode, int] = {}
        self._measure(heights)
        entries = {self: Entry(-heights[self], 0, self, derivative_from_parent)}
        heap = [entries[self]]
        actions = []
        while heap:
            entry = heapq.heappop(heap)
            actions.append((entry.node.on_backward, entry.total))
            for child, slope in zip(entry.node.children, entry.node.grad(), strict=True):
                if child not in entries:
                    entries[child] = Entry(-heights[child], len(entries), child)
                    heapq.heappush(heap, entries[child])
                entries[child].total += entry.total * slope
        for tell, total in actions:
            tell(total)


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def _collect(self, into: dict[framework.NeuralNetNode, bool]) -> None:
        for child in self.children:
            if child not in into:
                into[child] = isinstance(child, Input)
                if isinstance(child, Operation):
                    child._collect(into)

    def find_input_nodes(self) -> list[framework.Input]:
        visited: dict[framework.NeuralNetNode, bool] = {}
        self._collect(visited)
        return [node for node, is_input in visited.items() if is_input]


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
