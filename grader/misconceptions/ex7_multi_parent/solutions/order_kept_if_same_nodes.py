# name: the order is kept as long as the set of nodes is the same
# explanation: An edge may come or go between the same nodes, and then another order may be needed.
# severity: misunderstanding
# clauses: 7.1, 7.9
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""
    _order = ()

    def backward(self, derivative_from_parent):
        seen, todo = {self}, [self]
        while todo:
            for child in todo.pop().children:
                if child not in seen:
                    seen.add(child)
                    todo.append(child)
        if set(self._order) != seen:
            order, done = [], set()

            def visit(node):
                if node not in done:
                    done.add(node)
                    for child in node.children:
                        visit(child)
                    order.append(node)

            visit(self)
            self._order = order[::-1]
        total = dict.fromkeys(self._order, 0.0)
        total[self] = derivative_from_parent
        for node in self._order:
            for child, slope in zip(node.children, node.grad(), strict=True):
                total[child] += total[node] * slope
        for node in self._order:
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
