# name: only goes on below an Operation; another kind of node with children is taken for a leaf
# explanation: The text says node; every node has children. The text says: "Give every node of the graph below this one, and
#   this one itself, the derivative of the loss."
# severity: slip
# clauses: 7.9
from __future__ import annotations

from backprop import framework


class Box:
    """A number that grows."""

    __slots__ = ("node", "number")

    def __init__(self, node):
        self.node = node
        self.number = 0.0

    def __iadd__(self, other):
        self.number += other
        return self

    def deliver(self):
        self.node.on_backward(self.number)


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        if not self.children:
            self.grad()
            self.on_backward(derivative_from_parent)
            return
        boxes = {}
        inner = []
        self._collect(boxes, inner)
        boxes[self] += derivative_from_parent
        while inner:
            node = inner.pop()
            number = boxes[node].number
            slopes = node.grad()
            for child, slope in zip(node.children, slopes, strict=True):
                boxes[child] += number * slope
        for box in boxes.values():
            box.deliver()

    def _collect(self, boxes, inner):
        boxes[self] = Box(self)
        for child in self.children:
            if child in boxes:
                continue
            if isinstance(child, Operation):
                child._collect(boxes, inner)
            else:
                boxes[child] = Box(child)
        inner.append(self)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        nodes, visited = [], set()
        self._inputs_into(nodes.append, visited)
        return nodes

    def _inputs_into(self, take, visited):
        visited.add(self)
        for child in self.children:
            if child in visited:
                continue
            if isinstance(child, framework.Input):
                visited.add(child)
                take(child)
            elif isinstance(child, Operation):
                child._inputs_into(take, visited)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
