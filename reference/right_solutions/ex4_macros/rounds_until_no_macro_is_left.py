"""Round after round, all macros in sight are replaced by one level of their bodies, until a round finds none."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from backprop import framework
from backprop.framework import Add, Multiply, NeuralNetNode, Parameter


class Macro(framework.Operation):
    @abstractmethod
    def body(self) -> NeuralNetNode:
        """One level only."""

    def op(self, x: list[float]) -> float:
        raise TypeError("expand() first: a macro has no value of its own")

    def grad(self) -> list[float]:
        raise TypeError("expand() first: a macro has no derivative of its own")


@dataclass(eq=False, repr=False)
class Linear(Macro):
    children: Sequence[NeuralNetNode]
    weights: list[Parameter] = field(init=False)
    bias: Parameter = field(init=False, default_factory=Parameter)

    def __post_init__(self) -> None:
        self.children = list(self.children)
        self.weights = [Parameter() for _ in range(len(self.children))]

    def body(self) -> NeuralNetNode:
        total = Add([Add([]), self.bias])
        for child, weight in zip(self.children, self.weights, strict=True):
            total.children[0].children.append(Multiply([weight, child]))
        return total


class Root(framework.UnaryOperation):
    """Holds the tree during the work, so that its root has a parent too."""

    def op(self, x: list[float]) -> float:
        return x[0]

    def grad(self) -> list[float]:
        return [1.0]


def _operations(node: NeuralNetNode) -> Iterator[NeuralNetNode]:
    if not isinstance(node, Macro):
        yield node
        for child in node.children:
            yield from _operations(child)


def _one_level(node: NeuralNetNode) -> NeuralNetNode:
    if not isinstance(node, Macro):
        return node
    if not hasattr(node, "_replacement"):
        node._replacement = node.body()
    return node._replacement


def expand(node: NeuralNetNode) -> NeuralNetNode:
    root = Root([node])
    while True:
        in_sight = [
            parent for parent in _operations(root) if any(isinstance(child, Macro) for child in parent.children)
        ]
        if not in_sight:
            return root.children[0]
        for parent in in_sight:
            parent.children = [_one_level(child) for child in parent.children]
