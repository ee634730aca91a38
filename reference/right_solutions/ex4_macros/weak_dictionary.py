"""The parameters live in a module-level WeakKeyDictionary, keyed by the node itself."""

from __future__ import annotations

from abc import abstractmethod
import weakref
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


_PARAMETERS: weakref.WeakKeyDictionary[Linear, list[framework.Parameter]] = weakref.WeakKeyDictionary()


class Linear(Macro):
    def __init__(self, children: Sequence[framework.NeuralNetNode]) -> None:
        super().__init__(children)
        _PARAMETERS[self] = [framework.Parameter() for _ in range(len(self.children) + 1)]

    def body(self) -> framework.NeuralNetNode:
        parameters = _PARAMETERS[self]
        terms: list[framework.NeuralNetNode] = []
        for i in range(len(self.children)):
            terms.append(framework.Multiply([parameters[i], self.children[i]]))
        terms.append(parameters[-1])
        return framework.Add(terms)


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    while isinstance(node, Macro):
        node = node.body()
    node.children = [expand(child) for child in node.children]
    return node
