"""No recursion: an explicit stack visits children before parents; slots keep the last arguments and the last result."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    __slots__ = ("_last_arguments", "_last_result")

    def __init__(self, *args, **kwargs) -> None:
        self._last_arguments: tuple[float, ...] | None = None
        self._last_result = float("nan")
        super().__init__(*args, **kwargs)

    def _update(self) -> None:
        arguments = tuple(child._last_result for child in self.children)
        if arguments != self._last_arguments:
            self._last_result = self.op(list(arguments))
            self._last_arguments = arguments

    def forward(self) -> float:
        stack = [(self, False)]
        while stack:
            node, children_done = stack.pop()
            if children_done:
                node._update()
            else:
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node.children))
        return self._last_result


class Input(NeuralNetNode, framework.Input):
    def _update(self) -> None:
        self._last_result = self.value


class Parameter(NeuralNetNode, framework.Parameter):
    def _update(self) -> None:
        self._last_result = self.value


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
