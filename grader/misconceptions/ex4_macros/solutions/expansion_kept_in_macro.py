# name: a macro remembers its expansion
# explanation: The tree below a macro may have got another child (a macro) since then.
# severity: slip
# clauses: 4.13
from __future__ import annotations

from abc import abstractmethod

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
    """weight_1 * child_1 + ... + weight_n * child_n + bias."""

    def __init__(self, children):
        super().__init__(children)
        self.weights = [framework.Parameter() for _ in self.children]
        self.bias = framework.Parameter()

    def body(self) -> framework.NeuralNetNode:
        products = [framework.Multiply([w, child]) for w, child in zip(self.weights, self.children)]
        return framework.Add([*products, self.bias])


def expand(node):
    if isinstance(node, Macro):
        if not hasattr(node, "_expansion"):
            node._expansion = expand(node.body())
        return node._expansion
    node.children[:] = [expand(child) for child in node.children]
    return node
