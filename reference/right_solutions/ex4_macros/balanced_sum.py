"""The body is a balanced tree of binary sums, so it stays flat for any n."""

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
        self._own = [framework.Parameter() for _ in range(1 + len(self.children))]

    def body(self) -> framework.NeuralNetNode:
        row: list[framework.NeuralNetNode] = [framework.Multiply([w, c]) for w, c in zip(self._own[1:], self.children)]
        row.append(self._own[0])
        while len(row) > 2:
            row = [framework.Add(row[i : i + 2]) if i + 1 < len(row) else row[i] for i in range(0, len(row), 2)]
        return framework.Add(row)


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    while isinstance(node, Macro):
        node = node.body()
    node.children = [expand(child) for child in node.children]
    return node
