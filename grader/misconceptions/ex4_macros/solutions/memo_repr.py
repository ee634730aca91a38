# name: expand() remembers trees by their text
# explanation: Two trees that look alike are two trees, with inputs and parameters of their own.
# severity: misunderstanding
# clauses: 4.7, 4.2
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
    """weight_1 * child_1 + ... + weight_n * child_n + bias, for any number n of children.

    The n weights and the bias are `Parameter` nodes that belong to this `Linear` alone. They are drawn once, when it
    is made, the way `Parameter()` draws them.
    """

    def __init__(self, children: Sequence[framework.NeuralNetNode]) -> None:
        super().__init__(children)
        self.weights = [framework.Parameter() for _ in children]
        self.bias = framework.Parameter()

    def body(self) -> framework.NeuralNetNode:
        """The weighted sum as a tree of ordinary nodes: exactly n + 1 parameters, and the children themselves.

        Called twice, it gives trees of the same value: the parameters are not drawn again.
        """
        products = [
            framework.Multiply([weight, child]) for weight, child in zip(self.weights, self.children, strict=True)
        ]
        return framework.Add([*products, self.bias])


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    """The tree of `node`, with every macro in it replaced by its body.

    Macros may be anywhere: at the root, below ordinary nodes, below other macros, inside the body of a macro. The
    result has none left. Its `Input` nodes are the very objects of the given tree, in the same order. A tree without
    macros, a single leaf for instance, comes back as it was, so expanding an expanded tree changes nothing.

    Of a macro it uses `body()` alone. You may change the given tree in place or build a new one; either way, whoever
    calls `expand` goes on with what it returns. Expanding the same `Linear` again gives a tree of the same value.
    """
    key = repr(node)
    if key in _memo:
        return _memo[key]
    if isinstance(node, Macro):
        _memo[key] = expand(node.body())
        return _memo[key]
    node.children = [expand(child) for child in node.children]
    return node


_memo = {}
