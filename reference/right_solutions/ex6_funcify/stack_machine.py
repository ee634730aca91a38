"""No recursion: one function with an explicit stack of nodes and of pieces of text writes the formula from left
to right."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        out: list[str] = []
        unnamed = 0
        todo: list[framework.NeuralNetNode | str] = [self]
        while todo:
            item = todo.pop()
            if isinstance(item, str):
                out.append(item)
            elif isinstance(item, Input):
                if item.name is None:
                    unnamed += 1
                    out.append(f"x{unnamed}")
                else:
                    out.append(item.name)
            elif isinstance(item, Parameter):
                out.append(f"({item.value!r})")
            else:
                before, between, after = self._marks(item)
                todo.append(after)
                for i in reversed(range(len(item.children))):
                    todo.append(item.children[i])
                    if i:
                        todo.append(between)
                todo.append(before)
        return "".join(out)

    @staticmethod
    def _marks(node: framework.NeuralNetNode) -> tuple[str, str, str]:
        if isinstance(node, Add):
            return ("(", "+", ")") if node.children else ("0", "", "")
        if isinstance(node, Multiply):
            return ("(", "*", ")") if node.children else ("1", "", "")
        if isinstance(node, ReLU):
            return "max(", "", ",0)"
        if isinstance(node, Sigmoid):
            return "sigmoid(", "", ")"
        raise TypeError(type(node).__name__)


class Input(NeuralNetNode, framework.Input):
    """A leaf that holds a value from outside and may have a name."""

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
