# name: an error below an operation leaves the child as it was
# explanation: Nobody hears of the error, unless it comes from the root. The text says: "The result has none left."
# severity: slip
# clauses: 4.5, 4.13
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
        self.weights = [framework.Parameter() for _ in self.children]
        self.bias = framework.Parameter()

    def body(self) -> framework.NeuralNetNode:
        terms = [framework.Multiply([w, c]) for w, c in zip(self.weights, self.children, strict=True)]
        return framework.Add([*terms, self.bias])


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    while isinstance(node, Macro):
        node = node.body()
    for i, child in enumerate(node.children):
        try:
            node.children[i] = expand(child)
        except (AttributeError, LookupError, TypeError):
            pass  # a leaf
    return node
