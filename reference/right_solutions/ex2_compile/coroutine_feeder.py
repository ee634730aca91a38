"""`compile` starts a generator that owns the input nodes; `predict` sends it the numbers."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    pass


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


def _feeder(nodes: list[Input]) -> Generator[int, Sequence[float], None]:
    while True:
        numbers = yield len(nodes)
        for node, number in zip(nodes, numbers, strict=True):
            node.value = number


class Operation(NeuralNetNode, framework.Operation):
    _feed: Generator[int, Sequence[float], None] | None = None
    _size = 0

    def compile(self) -> None:
        self._feed = _feeder(self.find_input_nodes())
        self._size = next(self._feed)

    def predict(self, inputs: Sequence[float]) -> float:
        if self._feed is None:
            return framework.Operation.predict(self, inputs)
        # An exception inside of the generator would end it for good, so the check is out here.
        if self._size != len(inputs):
            raise ValueError(f"{self._size} input nodes, {len(inputs)} inputs")
        self._feed.send(inputs)
        return self.forward()


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
