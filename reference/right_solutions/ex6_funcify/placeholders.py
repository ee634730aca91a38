"""The recursion writes a placeholder for each nameless input, which are counted off in the finished text."""

from __future__ import annotations

import itertools
import re

from backprop import framework

NAMELESS = "?"


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        number = itertools.count(1)
        return re.sub(re.escape(NAMELESS), lambda _: f"x{next(number)}", self.template())

    def template(self) -> str:
        """The formula with a mark for each input without a name, in the order of find_input_nodes()."""
        raise NotImplementedError(f"{type(self).__name__} cannot be written")


class Input(NeuralNetNode, framework.Input):
    """A leaf that holds a value from outside and may have a name."""

    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def template(self) -> str:
        return self.name or NAMELESS


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def template(self) -> str:
        return f"(0 - {-self.value!r})" if self.value < 0 else f"{self.value!r}" if self.value else "0"


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def template(self) -> str:
        text = "0"
        for child in self.children:
            text += f" + {child.template()}"
        return f"({text})"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def template(self) -> str:
        text = "1"
        for child in self.children:
            text += f" * {child.template()}"
        return text


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def template(self) -> str:
        return f"relu({self.children[0].template()})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def template(self) -> str:
        return f"sigmoid({self.children[0].template()})"
