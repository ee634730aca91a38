"""A property `is_compiled`, a long and careful engineer's version with a demo."""

from __future__ import annotations

from typing import Final
from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


MESSAGE: Final = "this network has {have} input nodes, but predict() got {got} numbers"


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.__inputs: list[framework.Input] = []
        self.__is_compiled: bool = False

    @property
    def is_compiled(self) -> bool:
        """Whether compile() has been called."""
        return self.__is_compiled

    def compile(self) -> None:
        self.__inputs = self.find_input_nodes()
        self.__is_compiled = True

    def predict(self, inputs: Sequence[float]) -> float:
        targets = self.__inputs if self.is_compiled else self.find_input_nodes()
        self._raise_unless_equal(have=len(targets), got=len(inputs))
        self._assign(targets, inputs)
        return self.forward()

    @staticmethod
    def _raise_unless_equal(*, have: int, got: int) -> None:
        if have != got:
            raise ValueError(MESSAGE.format(have=have, got=got))

    @staticmethod
    def _assign(targets: Sequence[framework.Input], numbers: Sequence[float]) -> None:
        for target, number in zip(targets, numbers, strict=True):
            target.value = number


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""


if __name__ == "__main__":
    net = Add([Input(), Multiply([Parameter(2.0), Input()])])
    net.compile()
    print(net.is_compiled, net.predict([1, 2]))
