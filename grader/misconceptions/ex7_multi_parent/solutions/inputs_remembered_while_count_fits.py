# name: find_input_nodes remembers its list as long as the number of nodes below is the same
# explanation: A child may be replaced by another: as many nodes, other inputs.
# severity: slip
# clauses: 7.7, 7.9
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""
    def backward(self, derivative_from_parent):
        order, seen = [], set()

        def visit(node):
            if node in seen:
                return
            seen.add(node)
            for child in node.children:
                visit(child)
            order.append(node)

        visit(self)
        order.reverse()
        total = dict.fromkeys(order, 0.0)
        total[self] = derivative_from_parent
        for node in order:
            for child, slope in zip(node.children, node.grad(), strict=True):
                total[child] += total[node] * slope
        for node in order:
            node.on_backward(total[node])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""
    _found = None
    _size = -1

    def find_input_nodes(self):
        seen = set()
        todo = [self]
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                todo.extend(node.children)
        if len(seen) != self._size:
            found, done = [], set()

            def visit(node):
                if node not in done:
                    done.add(node)
                    if isinstance(node, framework.Input):
                        found.append(node)
                    for child in node.children:
                        visit(child)

            visit(self)
            self._found, self._size = found, len(seen)
        return list(self._found)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
