# name: the totals stand in one dict of the class, emptied at the start of each call
# explanation: An on_backward may call backward() of another network, and then the totals are those of that one.
# severity: slip
# clauses: 7.5, 7.9
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""
    _totals = {}

    def backward(self, derivative_from_parent):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for child in node.children:
                    visit(child)
                order.append(node)

        visit(self)
        totals = NeuralNetNode._totals
        totals.clear()
        totals[self] = derivative_from_parent
        for node in reversed(order):
            for child, slope in zip(node.children, node.grad(), strict=True):
                totals[child] = totals.get(child, 0.0) + totals[node] * slope
        for node in reversed(order):
            node.on_backward(totals[node])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""
    def find_input_nodes(self):
        found, seen = [], set()

        def visit(node):
            if node in seen:
                return
            seen.add(node)
            if isinstance(node, framework.Input):
                found.append(node)
            for child in node.children:
                visit(child)

        visit(self)
        return found


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
