"""Two equal numbers side by side in a product become a power with the base in parentheses."""

from __future__ import annotations

from itertools import groupby

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        nodes = self.find_input_nodes() if isinstance(self, framework.Operation) else [self]
        free = [n for n in nodes if isinstance(n, framework.Input) and n.name is None]
        return self._walk({n: f"x{k + 1}" for k, n in enumerate(free)})

    def _walk(self, names: dict[NeuralNetNode, str]) -> str:
        match self:
            case framework.Input():
                return names.get(self) or self.name
            case framework.Parameter():
                return f"({self.value!r})"
            case framework.ReLU():
                return f"max(0, {self.children[0]._walk(names)})"
            case framework.Sigmoid():
                return f"sigmoid({self.children[0]._walk(names)})"
            case framework.Add():
                return "(" + (" + ".join(c._walk(names) for c in self.children) or "0") + ")"
            case framework.Multiply():
                texts = [c._walk(names) for c in self.children]
                if len(texts) == 2 and texts[0] == texts[1] and isinstance(self.children[0], framework.Parameter):
                    return f"({texts[0]} ^ 2)"
                return "(" + (" * ".join(texts) or "1") + ")"
        raise TypeError(type(self).__name__)


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
