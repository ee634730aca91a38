"""The formula goes over many lines, like code: indented, one child a line, with the marks of typography (× and −)."""

from __future__ import annotations

from collections.abc import Callable

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        nodes = [self] if isinstance(self, framework.Input) else getattr(self, "find_input_nodes", list)()
        taken = iter(range(1, len(nodes) + 1))
        names = {}
        for node in nodes:
            names[node] = node.name if node.name is not None else "x" + str(next(taken))
        lines: list[str] = []
        self.write(lines, "", names.__getitem__)
        return "\n".join(lines)

    def write(self, lines: list[str], indent: str, name: Callable[[Input], str]) -> None:
        raise NotImplementedError(type(self))


class Input(NeuralNetNode, framework.Input):
    """A leaf that holds a value from outside and may have a name."""

    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def write(self, lines, indent, name):
        lines.append(indent + name(self))


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def write(self, lines, indent, name):
        lines.append(f"{indent}({self.value!r})".replace("(-", "(−"))


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def _block(self, first: str, mark: str, lines, indent, name) -> None:
        lines.append(indent + first)
        for child in self.children:
            child.write(lines, indent + "  ", name)
            lines.append(indent + mark)
        if self.children:
            lines.pop()
        lines.append(indent + ")")


class Add(Operation, framework.Add):
    """As in the given framework."""

    def write(self, lines, indent, name):
        self._block("(" if self.children else "(0", "+", lines, indent, name)


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def write(self, lines, indent, name):
        self._block("(" if self.children else "(1", "×", lines, indent, name)


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def write(self, lines, indent, name):
        self._block("Max(0,", "", lines, indent, name)


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def write(self, lines, indent, name):
        self._block("Sigmoid(", "", lines, indent, name)
