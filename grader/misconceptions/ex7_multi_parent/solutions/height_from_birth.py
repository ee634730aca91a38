# name: every node works out its height when it is made
# explanation: The height changes when somebody below gets another child. The text says: "The derivative of any other node is
#   the sum, over all edges to it from a parent (at or below this node), of the parent's derivative times the
#   parent's entry of `grad()` for that edge."
# severity: misunderstanding
# clauses: 7.1
from __future__ import annotations

import heapq
import itertools

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    height = 0

    def backward(self, derivative_from_parent: float) -> None:
        tie = itertools.count()
        heap = [(-self.height, next(tie), self)]
        total = {self: derivative_from_parent}
        reached = []
        while heap:
            _, _, node = heapq.heappop(heap)
            reached.append(node)
            for child, slope in zip(node.children, node.grad(), strict=True):
                if child not in total:
                    total[child] = 0.0
                    heapq.heappush(heap, (-child.height, next(tie), child))
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

    def __init__(self, children) -> None:
        super().__init__(children)
        self.height = 1 + max((child.height for child in self.children), default=0)

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
