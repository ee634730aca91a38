# name: a node whose total is 0 hears it, but does not pass it on, so what is only below it hears nothing
# explanation: Every node reached is told its total, which may be 0.
# severity: misunderstanding
# clauses: 7.2
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""
    def backward(self, derivative_from_parent):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for child in node.children:
                    visit(child)
                order.append(node)

        visit(self)
        total = {self: derivative_from_parent}
        told = []
        for node in reversed(order):
            if node in total:
                told.append(node)
                if total[node] != 0:
                    for child, slope in zip(node.children, node.grad(), strict=True):
                        total[child] = total.get(child, 0.0) + total[node] * slope
        for node in told:
            node.on_backward(total[node])


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
