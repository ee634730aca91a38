"""Builds a new tree: operations are copied, leaves are kept. A weak table remembers the body of each macro, so that a
second `expand` finds the parameters of the first."""

from __future__ import annotations

import copy
from abc import abstractmethod
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from backprop.framework import Add, Multiply, NeuralNetNode, Operation, Parameter

_bodies: WeakKeyDictionary[Macro, NeuralNetNode] = WeakKeyDictionary()


class Macro(Operation):
    @abstractmethod
    def body(self) -> NeuralNetNode:
        """The tree that this macro stands for."""

    def op(self, x: list[float]) -> float:
        raise TypeError("expand() first: a macro has no value of its own")

    def grad(self) -> list[float]:
        raise TypeError("expand() first: a macro has no derivative of its own")


class Linear(Macro):
    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        super().__init__(children)
        self.weights = [Parameter() for _ in self.children]
        self.bias = Parameter()

    def body(self) -> NeuralNetNode:
        products = [Multiply([w, c]) for w, c in zip(self.weights, self.children, strict=True)]
        return Add([*products, self.bias])


def _body_of(macro: Macro) -> NeuralNetNode:
    if macro not in _bodies:
        _bodies[macro] = macro.body()
    return _bodies[macro]


def expand(node: NeuralNetNode) -> NeuralNetNode:
    if isinstance(node, Macro):
        return expand(_body_of(node))
    if not node.children:
        return node
    twin = copy.copy(node)
    twin.children = [expand(child) for child in node.children]
    return twin
