# name: sums inside the sum that a macro stands for become one sum
# explanation: A sum inside a sum is a node as well. Does the tree that you make still have it?
# severity: slip
# clauses: 4.5
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
    """weight_1 * child_1 + ... + weight_n * child_n + bias, for any number n of children: none, two, or thousands.

    The n weights and the bias are `Parameter` nodes that belong to this `Linear` alone. They are drawn once, when it
    is made, the way `Parameter()` draws them: the same `random.seed` before brings the same numbers.
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
    result has none left. Its `Input` nodes are the very objects of the given tree, in the same order, or in the one
    that a body puts them in. A tree without macros, a single leaf for instance, comes back as it was, so expanding an
    expanded tree changes nothing.

    Of a macro it uses `body()` alone; it need not have anything else, not even `children`. You may change the given
    tree in place or build a new one, in which parameters may be copies with the same value and learning rate; either
    way, whoever calls `expand` goes on with what it returns. The given tree may still get other children, and be
    expanded again. Expanding the same `Linear` again gives a tree of the same value, unless a parameter has been
    changed in between.
    """
    if isinstance(node, Macro):
        body = expand(node.body())
        if isinstance(body, framework.Add):
            flat = []
            for child in body.children:
                flat += child.children if type(child) is framework.Add else [child]
            body.children = flat
        return body
    node.children = [expand(child) for child in node.children]
    return node
