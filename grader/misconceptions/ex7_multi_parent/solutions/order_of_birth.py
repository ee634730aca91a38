# name: nodes are numbered when they are made, and the latest comes first
# explanation: A list of children may change: then a node can get a child that was made after it.
# severity: slip
# clauses: 7.1, 7.9
from __future__ import annotations

from itertools import count
from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""
    _numbers = count()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._number = next(NeuralNetNode._numbers)

    def backward(self, derivative_from_parent):
        found, todo = {self}, [self]
        while todo:
            for child in todo.pop().children:
                if child not in found:
                    found.add(child)
                    todo.append(child)
        order = sorted(found, key=lambda node: node._number, reverse=True)
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
