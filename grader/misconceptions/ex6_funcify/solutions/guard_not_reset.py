# name: the names of the running call are in a module variable, which is not reset when a node fails
# explanation: After an exception the next network is written with the names of the last. The text says: "An input with a name
#   appears under it, the others as x1, x2, ... in the order of this node's `find_input_nodes()`, the inputs with
#   names not counted."
# severity: misunderstanding
# clauses: 6.4, 6.10
from __future__ import annotations

from backprop import framework

_current_names = None  # the names of the call that is running; None when none is


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        return str(self)

    def __str__(self) -> str:
        global _current_names
        if _current_names is not None:
            return self._string()
        _current_names = dict(_labels(self))
        text = self._string()
        _current_names = None
        return text

    def _string(self) -> str:
        return repr(self)


def _labels(node, numbers=None):
    numbers = numbers if numbers is not None else iter(range(1, 1_000_000))
    if isinstance(node, framework.Input):
        yield id(node), (f"x{next(numbers)}" if node.name is None else node.name)
    for child in node.children:
        yield from _labels(child, numbers)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _string(self):
        return _current_names[id(self)]


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _string(self):
        return f"({self.value!r})"


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def _string(self):
        return "({})".format(" + ".join(map(str, self.children)) or "0")


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def _string(self):
        return "({})".format(" * ".join(map(str, self.children)) or "1")


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def _string(self):
        return "max(0, {})".format(*self.children)


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def _string(self):
        return "sigmoid({})".format(*self.children)
