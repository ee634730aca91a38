"""A generator walks over the places; expand only fills them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
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


class Place:
    """Where a node hangs: entry `index` of `row`."""

    compile: object = None  # not used, it is only in the way

    def __init__(self, row: list[framework.NeuralNetNode], index: int) -> None:
        self.row, self.index = row, index

    @property
    def node(self) -> framework.NeuralNetNode:
        return self.row[self.index]

    @node.setter
    def node(self, new: framework.NeuralNetNode) -> None:
        self.row[self.index] = new


def places(row: list[framework.NeuralNetNode]) -> Iterator[Place]:
    for index in range(len(row)):
        yield Place(row, index)
        yield from places(row[index].children)  # of the node that is there by now


def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    top = [node]
    for place in places(top):
        while isinstance(place.node, Macro):
            place.node = place.node.body()
    return top[0]


if __name__ == "__main__":
    print(expand(Linear([Linear([framework.Input()]), framework.Input()])))
