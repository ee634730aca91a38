"""A visitor that picks its method by the names in the class's resolution order, and builds a new tree from the leaves
up. Linear keeps its weights in a closure."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from backprop.framework import Add, Multiply, NeuralNetNode, Operation, Parameter


class Macro(Operation):
    @abstractmethod
    def body(self) -> NeuralNetNode:
        """What I stand for."""

    def op(self, x: list[float]) -> float:
        raise TypeError("expand() first: a macro has no value of its own")

    def grad(self) -> list[float]:
        raise TypeError("expand() first: a macro has no derivative of its own")


def _affine(n: int):
    """A function that builds w1 * c1 + ... + wn * cn + b, always of the same n + 1 parameters."""
    weights = [Parameter() for _ in range(n)]
    bias = Parameter()

    def build(children: Sequence[NeuralNetNode]) -> NeuralNetNode:
        return Add([Multiply([w, c]) for w, c in zip(weights, children, strict=True)] + [bias])

    return build


class Linear(Macro):
    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        super().__init__(children)
        self.build = _affine(len(self.children))

    def body(self) -> NeuralNetNode:
        return self.build(self.children)


class Expander:
    def visit(self, node: NeuralNetNode) -> NeuralNetNode:
        for cls in type(node).__mro__:
            method = getattr(self, f"visit_{cls.__name__}", None)
            if method is not None:
                return method(node)
        raise TypeError(f"not a node: {node!r}")

    def visit_Macro(self, macro: Macro) -> NeuralNetNode:
        if not hasattr(macro, "_my_tree"):
            macro._my_tree = macro.body()
        return self.visit(macro._my_tree)

    def visit_Operation(self, node: Operation) -> NeuralNetNode:
        return type(node)([self.visit(child) for child in node.children])

    def visit_NeuralNetNode(self, leaf: NeuralNetNode) -> NeuralNetNode:
        return leaf


def expand(node: NeuralNetNode) -> NeuralNetNode:
    return Expander().visit(node)
