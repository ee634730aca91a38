# name: during predict() each node is computed once, in all networks
# explanation: While one network is asked, an op of it may ask another one twice, for different inputs.
# severity: slip
# clauses: 7.9, 7.10
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        parents_first = children_first(self)[::-1]
        derivatives = dict.fromkeys(parents_first, 0.0)
        derivatives[self] = derivative_from_parent
        for node in parents_first:
            for child, derivative in zip(node.children, node.grad(), strict=True):
                derivatives[child] += derivatives[node] * derivative
        for node in parents_first:
            node.on_backward(derivatives[node])

    memo = None

    def forward(self):
        memo = NeuralNetNode.memo
        if memo is None:
            return super().forward()
        if self not in memo:
            memo[self] = super().forward()
        return memo[self]


def children_first(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for child in node.children:
                visit(child)
            order.append(node)

    visit(root)
    return order


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        return [node for node in children_first(self) if isinstance(node, framework.Input)]

    def predict(self, inputs):
        outermost = NeuralNetNode.memo is None
        if outermost:
            NeuralNetNode.memo = {}
        try:
            return super().predict(inputs)
        finally:
            if outermost:
                NeuralNetNode.memo = None


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
