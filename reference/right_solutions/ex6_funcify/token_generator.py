"""A generator yields the tokens; the counter is an itertools.count that walks along, left to right."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        """The formula. Left to right is the order of find_input_nodes(), so counting on the way will do."""
        return "".join(self.tokens(itertools.count(1)))

    def tokens(self, counter: Iterator[int]) -> Iterator[str]:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def tokens(self, counter):
        yield self.name if self.name is not None else f"x{next(counter)}"


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def tokens(self, counter):
        if repr(self.value).startswith("-"):
            yield "("
            yield repr(self.value)
            yield ")"
        else:
            yield repr(self.value)


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    sign = "?"
    neutral = "?"

    def tokens(self, counter):
        if not self.children:
            yield self.neutral
            return
        yield "("
        for i, child in enumerate(self.children):
            if i:
                yield self.sign
            yield from child.tokens(counter)
        yield ")"


class Add(Operation, framework.Add):
    """As in the given framework."""

    sign, neutral = "+", "0"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    sign, neutral = "*", "1"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def tokens(self, counter):
        yield "relu("
        yield from self.children[0].tokens(counter)
        yield ")"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def tokens(self, counter):
        yield "sigmoid("
        yield from self.children[0].tokens(counter)
        yield ")"
