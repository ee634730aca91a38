# name: body() is a chain of binary sums, one level per child
# explanation: Works for all the small ones; 1,500 children are too deep. The text says: "weight_1 * child_1 + ... + weight_n *
#   child_n + bias, for any number n of children."
# severity: slip
# clauses: 4.1
# hidden_only: yes
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
        total: framework.NeuralNetNode = self.bias
        for w, c in zip(self.weights, self.children, strict=True):
            total = framework.Add([total, framework.Multiply([w, c])])
        return total if self.children else framework.Add([total])


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    while isinstance(node, Macro):
        node = node.body()
    node.children = [expand(child) for child in node.children]
    return node
