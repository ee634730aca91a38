# name: pops the children of a sum while it writes them; the second call finds none
# explanation: Pop(0) is a way to walk through a list, if it is your own list. The text says: "The function that the tree below
#   this node computes, as a formula a person can read."
# severity: slip
# clauses: 6.1, 6.8
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        if isinstance(self, Input):
            return self.name or "x1"
        if isinstance(self, Parameter):
            return repr(self.value)
        names = []
        counted = 0
        for node in self.find_input_nodes():
            if not node.name:
                counted += 1
            names.append(node.name or f"x{counted}")
        names.reverse()
        return self._as_text(names)  # takes the names from the end, one after the other

    def _as_text(self, names: list[str]) -> str:
        if isinstance(self, Input):
            return names.pop()
        if isinstance(self, Parameter):
            return f"({self.value!r})"
        texts = []
        while isinstance(self, Add) and self.children:
            texts.append(self.children.pop(0)._as_text(names))
        texts += [child._as_text(names) for child in self.children]
        if isinstance(self, Add):
            return f"({' + '.join(texts)})" if texts else "0"
        if isinstance(self, Multiply):
            return f"({' * '.join(texts)})" if texts else "1"
        (s,) = texts
        if isinstance(self, ReLU):
            return f"(0 - min(0, 0 - {s}))"
        if isinstance(self, Sigmoid):
            return f"(exp(min(0, {s})) / (1 + exp(min({s}, 0 - {s}))))"
        raise NotImplementedError(type(self).__name__)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
