"""A node takes a picture of all leaves below it with their values, and is computed again when the picture differs."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    _picture: list[tuple[framework.NeuralNetNode, float]] | None = None
    _answer: float

    def _take_picture(self) -> list[tuple[framework.NeuralNetNode, float]]:
        picture = []
        todo: list[framework.NeuralNetNode] = [self]
        while todo:
            node = todo.pop()
            if isinstance(node, Operation):
                picture.append((node, len(node.children)))
                todo.extend(node.children)
            else:
                picture.append((node, node.value))
        return picture

    def forward(self) -> float:
        picture = self._take_picture()
        if self._picture is None or self._picture != picture:
            self._answer = self.op([child.forward() for child in self.children])
            self._picture = picture
        return self._answer


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
