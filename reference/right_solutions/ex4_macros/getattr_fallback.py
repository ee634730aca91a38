"""Linear answers l.w0, l.w1, ... and l.b through __getattr__."""

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


class Linear(Macro):
    def __init__(self, children: Sequence[framework.NeuralNetNode]) -> None:
        super().__init__(children)
        drawn = {f"w{i}": framework.Parameter() for i in range(len(self.children))}
        drawn["b"] = framework.Parameter()
        self.drawn = drawn

    def __getattr__(self, name: str) -> framework.Parameter:
        try:
            return self.__dict__["drawn"][name]
        except KeyError:
            raise AttributeError(name) from None

    def body(self) -> framework.NeuralNetNode:
        terms = [framework.Multiply([getattr(self, f"w{i}"), child]) for i, child in enumerate(self.children)]
        return framework.Add([*terms, self.b])


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    while isinstance(node, Macro):
        node = node.body()
    node.children = [expand(child) for child in node.children]
    return node
