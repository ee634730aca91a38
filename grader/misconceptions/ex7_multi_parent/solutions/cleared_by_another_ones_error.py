# name: an exception in a backward() within another one clears the sums of both
# explanation: A node of the course may ask another network, and catch what that raises. Its own backward() goes on.
# severity: slip
# clauses: 7.5, 7.9
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        parents_first = children_first(self)[::-1]
        outer = NeuralNetNode.totals
        NeuralNetNode.totals = dict.fromkeys(parents_first, 0.0)
        NeuralNetNode.totals[self] = derivative_from_parent
        try:
            for node in parents_first:
                total = NeuralNetNode.totals[node]
                for child, derivative in zip(node.children, node.grad(), strict=True):
                    NeuralNetNode.totals[child] += total * derivative
            for node in parents_first:
                node.on_backward(NeuralNetNode.totals[node])
        except BaseException:
            NeuralNetNode.totals = None
            raise
        NeuralNetNode.totals = outer

    totals = None


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
        # BEGIN SOLUTION
        return [node for node in children_first(self) if isinstance(node, framework.Input)]
        # END SOLUTION


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
