"""Nodes as other modules of the package have them: what is called the same is not the same class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backprop import framework


def _get(node: Any) -> Any:
    return vars(node)["held"]


def _put(node: Any, value: Any) -> None:
    vars(node)["held"] = value


held_elsewhere = property(_get, _put)
"""The attribute `value` of a leaf that does not keep it under this name, as the nodes of exercise 3 may do."""


def other_modules(names: Mapping[str, Any]) -> dict[str, Any]:
    """Make classes with the names of known ones, as other modules have them, and one that nobody knows."""
    operation: Any = names["Operation"]
    relu: Any = names["ReLU"]
    multiply: Any = names["Multiply"]
    node: Any = names["NeuralNetNode"]

    class Add(operation):  # type: ignore[misc]
        def op(self, x: list[float]) -> float:
            return sum(x)

        def grad(self) -> list[float]:
            return [1.0] * len(self.children)

    class Sigmoid(relu):  # type: ignore[misc]
        op, grad = framework.Sigmoid.op, framework.Sigmoid.grad

    class Seven(node):  # type: ignore[misc]
        """The number 7, a leaf."""

        def op(self, x: list[float]) -> float:
            return 7.0

        def grad(self) -> list[float]:
            return []

    class Labelled:
        """What a course may have its classes inherit from as well."""

    class Product(multiply):  # type: ignore[misc]
        pass

    class OtherMultiply(Labelled, Product):
        """A product by a base of its second base."""

    class Softmax(operation):  # type: ignore[misc]
        def op(self, x: list[float]) -> float:
            raise TypeError("only a name")

        grad = op

    class OwnSoftmax(Softmax):
        """A `Softmax` of the course's own, where a name is enough."""

    softmax = {"OwnSoftmax": OwnSoftmax} if "unroll" in names else {}
    return {"OtherAdd": Add, "OtherSigmoid": Sigmoid, "OtherMultiply": OtherMultiply, "Seven": Seven, **softmax}
