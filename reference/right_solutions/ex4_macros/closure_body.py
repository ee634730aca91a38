"""__init__ makes a closure over the parameters; body() calls it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from backprop import framework


class Macro(framework.Operation):
    """A node that stands for a tree of other nodes. `expand` puts that tree in its place."""

    @abstractmethod
    def body(self) -> framework.NeuralNetNode:
        """The tree this macro stands for, one level down: it may have macros in it, and it ends in `self.children`."""

    def op(self, x: list[float]) -> float:
        raise TypeError(f"a {type(self).__name__} has no value of its own: expand() the network first")

    def grad(self) -> list[float]:
        raise TypeError(f"a {type(self).__name__} has no derivative of its own: expand() the network first")


def weighted_sum():
    """A builder that remembers the parameters it has drawn."""
    known: list[framework.Parameter] = []

    def build(children):
        while len(known) < len(children) + 1:
            known.append(framework.Parameter())
        bias, *weights = known
        return framework.Add([bias] + [framework.Multiply([child, weight]) for weight, child in zip(weights, children)])

    return build


class Linear(Macro):
    def __init__(self, children: Sequence[framework.NeuralNetNode]) -> None:
        super().__init__(children)
        self.__build = weighted_sum()
        self.__build(self.children)  # draws now, not at the first body()

    def body(self) -> framework.NeuralNetNode:
        return self.__build(self.children)


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    while isinstance(node, Macro):
        node = node.body()
    node.children = [expand(child) for child in node.children]
    return node
