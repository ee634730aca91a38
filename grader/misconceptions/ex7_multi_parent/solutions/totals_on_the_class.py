# family: sums_left_over
# name: one dict of totals on the class, to which every call adds
# explanation: State of one call in a place that all calls share. The text says: "Calls of `backward` do not depend on earlier
#   ones."
# severity: misunderstanding
# clauses: 7.5
from __future__ import annotations

from collections import OrderedDict

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    derivatives: dict = {}

    def backward(self, derivative_from_parent: float) -> None:
        order = OrderedDict()
        self._register(order)
        derivatives = NeuralNetNode.derivatives
        derivatives[self] = derivative_from_parent
        for node in order:
            total = derivatives.setdefault(node, 0.0)
            for child, entry in zip(node.children, node.grad(), strict=True):
                derivatives[child] = derivatives.get(child, 0.0) + total * entry
        for node in order:
            node.on_backward(derivatives[node])

    def _register(self, derivatives: OrderedDict) -> None:
        derivatives[self] = 0.0
        for child in self.children:
            if child not in derivatives:
                child._register(derivatives)
        derivatives.move_to_end(self, last=False)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        found = OrderedDict()
        stack = [self]
        visited = set()
        while stack:
            node = stack.pop()
            if node in visited:
                continue
            visited.add(node)
            if isinstance(node, framework.Input):
                found[node] = True
            for i in range(len(node.children) - 1, -1, -1):
                stack.append(node.children[i])
        return list(found)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
