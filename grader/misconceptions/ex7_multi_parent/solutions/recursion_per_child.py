# name: the search goes one call deeper for each child
# explanation: Python allows about 1000 calls inside each other, and a sum may have more terms than that.
# severity: slip
# clauses: 7.8
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
        found = {}
        _look(tuple(self.children), found, {self})
        return list(found)


def _look(nodes, found, seen):
    """The first, and then the rest."""
    if nodes:
        first, *rest = nodes
        if first not in seen:
            seen.add(first)
            if isinstance(first, framework.Input):
                found[first] = None
            _look(first.children, found, seen)
        _look(rest, found, seen)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
