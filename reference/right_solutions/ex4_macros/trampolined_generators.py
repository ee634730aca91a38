"""Recursion written as generators: each yields the subtree it wants expanded, a loop keeps the waiting ones."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Generator
from functools import cached_property

from backprop import framework as f


class Macro(f.Operation):
    @abstractmethod
    def body(self) -> f.NeuralNetNode: ...

    @cached_property
    def the_body(self) -> f.NeuralNetNode:
        return self.body()

    def op(self, x: list[float]) -> float:
        raise TypeError("expand() first: a macro has no value of its own")

    def grad(self) -> list[float]:
        raise TypeError("expand() first: a macro has no derivative of its own")


class Linear(Macro):
    __slots__ = ("b", "w")

    def __init__(self, children) -> None:
        f.Operation.__init__(self, children)
        self.w, self.b = [], f.Parameter()
        while len(self.w) < len(self.children):
            self.w.append(f.Parameter())

    def body(self) -> f.NeuralNetNode:
        return f.Add([f.Add([f.Multiply(list(pair)) for pair in zip(self.w, self.children, strict=True)]), self.b])


def _expansion(node: f.NeuralNetNode) -> Generator[f.NeuralNetNode, f.NeuralNetNode, f.NeuralNetNode]:
    while isinstance(node, Macro):
        node = node.the_body
    for position, child in enumerate(tuple(node.children)):
        node.children[position] = yield child
    return node


def expand(node: f.NeuralNetNode) -> f.NeuralNetNode:
    waiting = [_expansion(node)]
    answer = None
    while waiting:
        try:
            wanted = waiting[-1].send(answer)
        except StopIteration as finished:
            waiting.pop()
            answer = finished.value
        else:
            waiting.append(_expansion(wanted))
            answer = None
    return answer
