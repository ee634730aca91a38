"""Very short."""

from __future__ import annotations

from abc import abstractmethod
from backprop.framework import Add, Multiply, Parameter

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
    def __init__(self, children):
        super().__init__(children)
        self.p = [Parameter() for _ in [0, *self.children]]

    def body(self):
        return Add([self.p[0], *map(lambda *wc: Multiply(wc), self.p[1:], self.children)])


def expand(n):
    if isinstance(n, Macro): return expand(n.body())
    n.children = [expand(c) for c in n.children]
    return n
