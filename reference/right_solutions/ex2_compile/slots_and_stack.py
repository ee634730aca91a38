"""A slot that is empty until `compile`, which walks the tree with a stack of its own instead of recursion."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    pass


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    __slots__ = ("_order",)

    def _search(self) -> tuple[framework.Input, ...]:
        order = []
        stack = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, framework.Input):
                order.append(node)
            else:
                stack.extend(reversed(node.children))
        return tuple(order)

    def compile(self) -> None:
        self._order = self._search()

    def predict(self, inputs: Sequence[float]) -> float:
        try:
            order = self._order
        except AttributeError:
            order = self._search()
        if len(order) != len(inputs):
            raise ValueError(f"predict() takes {len(order)} numbers here, not {len(inputs)}")
        for position, node in enumerate(order):
            node.value = inputs[position]
        return self.forward()


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
