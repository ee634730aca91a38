"""Height above the leaves, computed anew in each call; a heap gives the highest node first."""

from __future__ import annotations

import heapq
import itertools

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        height: dict[framework.NeuralNetNode, int] = {}

        def measure(node) -> int:
            best = 0
            for child in node.children:
                h = height[child] if child in height else measure(child)
                if h >= best:
                    best = h + 1
            height[node] = best
            return best

        measure(self)
        tie = itertools.count()
        heap = [(-height[self], next(tie), self)]
        total = {self: derivative_from_parent}
        reached = []
        while heap:
            _, _, node = heapq.heappop(heap)
            reached.append(node)
            for child, slope in zip(node.children, node.grad(), strict=True):
                if child not in total:
                    total[child] = 0.0
                    heapq.heappush(heap, (-height[child], next(tie), child))
                total[child] += total[node] * slope
        while reached:
            node = reached.pop()
            node.on_backward(total[node])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        return list(self._iter_inputs(set()))

    def _iter_inputs(self, seen):
        for child in self.children:
            if child not in seen:
                seen.add(child)
                if isinstance(child, framework.Input):
                    yield child
                if isinstance(child, Operation):
                    yield from child._iter_inputs(seen)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
