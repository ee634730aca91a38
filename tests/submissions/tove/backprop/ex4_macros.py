"""# Exercise 4: Macros"""

from __future__ import annotations

from abc import abstractmethod

from backprop import framework


class Macro(framework.Operation):
    """A node that stands for a tree of other nodes."""

    @abstractmethod
    def body(self) -> framework.NeuralNetNode:
        """The tree this macro stands for, one level down."""

    def op(self, x: list[float]) -> float:
        raise TypeError("expand() first: a macro has no value of its own")

    def grad(self) -> list[float]:
        raise TypeError("expand() first: a macro has no derivative of its own")


class Linear(Macro):
    """weight_1 * child_1 + ... + weight_n * child_n + bias"""

    def body(self) -> framework.NeuralNetNode:
        raise NotImplementedError("Exercise 4")


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    """The equivalent tree without macros."""
    raise NotImplementedError("Exercise 4")
