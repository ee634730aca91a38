"""Sums are kept on the nodes, in slots. The number of the pass tells whether a sum is of today or left from before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from backprop import framework

_pass_numbers = count(1)


class NeuralNetNode(framework.NeuralNetNode):
    __slots__ = ("_pass", "_sum", "_waiting_for")

    def _greet(self, number: int) -> bool:
        """Prepare for a new pass; false if that has been done already."""
        if getattr(self, "_pass", 0) == number:
            return False
        self._pass, self._sum, self._waiting_for = number, 0.0, 0
        return True

    def _receive(self, amount: float, told: list[NeuralNetNode]) -> Iterator[NeuralNetNode]:
        self._sum += amount
        self._waiting_for -= 1
        if self._waiting_for <= 0:
            told.append(self)
            yield self

    def backward(self, derivative_from_parent: float) -> None:
        number = next(_pass_numbers)
        self._greet(number)
        stack = [self]
        while stack:
            for child in stack.pop().children:
                if child._greet(number):
                    stack.append(child)
                child._waiting_for += 1

        told: list[NeuralNetNode] = []
        ready = list(self._receive(derivative_from_parent, told))
        while ready:
            node = ready.pop()
            for child, slope in zip(node.children, node.grad(), strict=True):
                ready.extend(child._receive(node._sum * slope, told))

        for node in told:
            node.on_backward(node._sum)


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self) -> list[framework.Input]:
        number = next(_pass_numbers)
        inputs = []

        def visit(node: NeuralNetNode) -> None:
            for child in node.children:
                if child._greet(number):
                    if isinstance(child, Input):
                        inputs.append(child)
                    visit(child)

        visit(self)
        return inputs


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
