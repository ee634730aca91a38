"""The standard library has a TopologicalSorter."""

from __future__ import annotations

from graphlib import TopologicalSorter

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        sorter = TopologicalSorter()
        for node in walk(self):
            sorter.add(node)
            for child in node.children:
                sorter.add(child, node)
        totals = {self: derivative_from_parent}
        moves = []
        for node in sorter.static_order():
            total = totals.pop(node)
            moves.append((node.on_backward, total))
            for child, d in zip(node.children, node.grad(), strict=True):
                totals[child] = totals.get(child, 0) + total * d
        for move, total in moves:
            move(total)


def walk(start):
    """Every node at or below start once, in preorder."""
    seen = set()
    stack = [iter((start,))]
    while stack:
        for node in stack[-1]:
            if node not in seen:
                seen.add(node)
                yield node
                stack.append(iter(node.children))
                break
        else:
            stack.pop()


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        return [node for node in walk(self) if isinstance(node, framework.Input)]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
