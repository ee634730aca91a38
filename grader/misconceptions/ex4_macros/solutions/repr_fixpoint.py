# name: expand() goes over the tree again and again, until it looks as before
# explanation: A macro may stand for one that looks like itself: a tree that prints the same may have macros left. The
#   text says: "Macros may be anywhere: at the root, below ordinary nodes, below other macros, inside the body of a macro.
#   The result has none left."
# severity: slip
# clauses: 4.6
from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from backprop import framework


class Macro(framework.Operation):
    """A node that stands for a tree of other nodes. `expand` puts that tree in its place.

    A macro has the children it was made with: nobody gives it others.
    """

    @abstractmethod
    def body(self) -> framework.NeuralNetNode:
        """The tree this macro stands for, one level down: it may have macros in it, and it ends in `self.children`."""

    def op(self, x: list[float]) -> float:
        raise TypeError(f"a {type(self).__name__} has no value of its own: expand() the network first")

    def grad(self) -> list[float]:
        raise TypeError(f"a {type(self).__name__} has no derivative of its own: expand() the network first")


class Linear(Macro):
    """weight_1 * child_1 + ... + weight_n * child_n + bias, for any number n of children: none, two, or thousands."""

    def __init__(self, children: Sequence[framework.NeuralNetNode]) -> None:
        super().__init__(children)
        self.weights = [framework.Parameter() for _ in self.children]
        self.bias = framework.Parameter()

    def body(self) -> framework.NeuralNetNode:
        terms = [framework.Multiply([w, child]) for w, child in zip(self.weights, self.children, strict=True)]
        return framework.Add([*terms, self.bias])


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    while True:
        new = _one_pass(node)
        if _text(new) == _text(node):
            return new
        node = new


def _one_pass(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    if isinstance(node, Macro):
        return node.body()
    if not node.children:
        return node
    return type(node)([_one_pass(child) for child in node.children])


def _text(node: framework.NeuralNetNode) -> str:
    """What `repr` says, for macros without children as well."""
    kids = getattr(node, "children", [])
    return f"{type(node).__name__}({', '.join(map(_text, kids)) or getattr(node, 'value', '')})"
