from __future__ import annotations

from backprop import framework


class _Order:
    """A visitor in four small methods."""

    def __init__(self):
        self.order, self.seen = [], set()

    def go(self, node):
        if node not in self.seen:
            self.enter(node)

    def enter(self, node):
        self.seen.add(node)
        self.down(node)
        self.order.append(node)

    def down(self, node):
        for child in node.children:
            self.one(child)

    def one(self, child):
        self.go(child)


class _Preorder(_Order):
    def enter(self, node):
        self.seen.add(node)
        self.order.append(node)
        self.down(node)


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""
    def backward(self, derivative_from_parent):
        order = _Order()
        order.go(self)
        todo = order.order[::-1]
        total = dict.fromkeys(todo, 0.0)
        total[self] = derivative_from_parent
        for node in todo:
            for child, slope in zip(node.children, node.grad(), strict=True):
                total[child] += total[node] * slope
        for node in todo:
            node.on_backward(total[node])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""
    def find_input_nodes(self):
        order = _Preorder()
        order.go(self)
        return [node for node in order.order if isinstance(node, framework.Input)]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
