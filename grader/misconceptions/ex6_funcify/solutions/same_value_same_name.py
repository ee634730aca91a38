# name: the names are kept in a dict by the value of the input
# explanation: Identifies an input by what it holds. The text says: "Two inputs never share a name, even if they hold the same
#   value."
# severity: does not work
# clauses: 6.7
from __future__ import annotations

from typing import Callable, ClassVar

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    template: ClassVar[Callable[..., str] | None] = None
    compile: object = None  # reserved for exercise 2

    def __init_subclass__(cls, template=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if template is not None:
            cls.template = staticmethod(template)

    def funcify(self) -> str:
        names: dict = {}
        seen: dict = {}
        for node in self._leaves():
            if isinstance(node, framework.Input):
                names[node] = node.name if node.name is not None else seen.setdefault(node.value, f"x{len(seen) + 1}")
        return self._apply(names)

    @staticmethod
    def _fresh(names) -> str:
        used = set(names.values())
        i = 1
        while f"x{i}" in used:
            i += 1
        return f"x{i}"

    def _leaves(self):
        if not self.children:
            yield self
        for child in self.children:
            yield from child._leaves()

    def _apply(self, names) -> str:
        template = type(self).template
        if template is None:
            raise NotImplementedError(type(self).__name__)
        return template(self, [child._apply(names) for child in self.children], names)


class Input(NeuralNetNode, framework.Input, template=lambda node, c, names: names[node]):
    """A leaf that holds a value from outside and may have a name."""

    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter, template=lambda node, c, names: f"({node.value!r})"):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add, template=lambda node, c, names: "(" + " + ".join(c or ["0"]) + ")"):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply, template=lambda node, c, names: "(" + " * ".join(c or ["1"]) + ")"):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU, template=lambda node, c, names: f"max(0, {c[0]})"):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid, template=lambda node, c, names: f"sigmoid({c[0]})"):
    """As in the given framework."""
