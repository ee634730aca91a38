"""Slots, comentarios en español, una pila de trabajo."""

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
    __slots__ = ("pesos", "sesgo")

    def __init__(self, children: Sequence[framework.NeuralNetNode]) -> None:
        super().__init__(children)
        # Los parámetros se sortean una sola vez, aquí.
        self.pesos = [framework.Parameter() for _ in self.children]
        self.sesgo = framework.Parameter()

    def body(self) -> framework.NeuralNetNode:
        suma = framework.Add([self.sesgo])
        for peso, hijo in zip(self.pesos, self.children):
            suma.children.append(framework.Multiply([peso, hijo]))
        return suma


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    def sin_macro(n):
        # Un macro puede dar otro macro.
        while isinstance(n, Macro):
            n = n.body()
        return n

    raiz = sin_macro(node)
    pendientes = [raiz]
    while pendientes:
        actual = pendientes.pop()
        actual.children = [sin_macro(hijo) for hijo in actual.children]
        pendientes.extend(actual.children)
    return raiz
