# name: totals on the nodes are taken off when they are told, and also if some grad raises
# explanation: An on_backward may raise as well. Then the totals of the others stay on them.
# severity: slip
# clauses: 7.5
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
        order.reverse()
        try:
            self._total = getattr(self, "_total", 0.0) + derivative_from_parent
            for node in order:
                for child, slope in zip(node.children, node.grad(), strict=True):
                    child._total = getattr(child, "_total", 0.0) + node._total * slope
        except Exception:
            for node in order:
                vars(node).pop("_total", None)
            raise
        for node in order:
            node.on_backward(vars(node).pop("_total"))


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
