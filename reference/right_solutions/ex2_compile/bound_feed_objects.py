"""Each remembered input is wrapped in an object whose __call__ assigns."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Feed:
    def __init__(self, node: framework.Input) -> None:
        self.node = node

    def __call__(self, number: float) -> None:
        self.node.value = number


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    def compile(self) -> None:
        object.__setattr__(self, "feeds", [Feed(node) for node in self.find_input_nodes()])

    def predict(self, inputs: Sequence[float]) -> float:
        feeds = self.__dict__.get("feeds")
        if feeds is None:
            feeds = list(map(Feed, self.find_input_nodes()))
        if len(feeds) - len(inputs) != 0:
            raise ValueError(f"this network has {len(feeds)} input nodes, but predict() got {len(inputs)} numbers")
        for feed, number in zip(feeds, inputs, strict=True):
            feed(number)
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
