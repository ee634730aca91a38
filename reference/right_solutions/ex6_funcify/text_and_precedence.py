"""Each class says its text and how strongly it binds; parentheses only where they are needed, and minus for plus a
negative."""

from __future__ import annotations

from backprop import framework

SUM, PRODUCT, ATOM = 1, 2, 3
Names = dict[framework.Input, str]


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self) -> str:
        names: Names = {}
        free = 0
        inputs = self.find_input_nodes() if isinstance(self, Operation) else [self]
        for node in inputs:
            if isinstance(node, Input) and node not in names:
                if node.name is None:
                    free += 1
                names[node] = node.name or f"x{free}"
        return self._write(names)[0]

    def _write(self, names: Names) -> tuple[str, int]:
        raise TypeError(f"no formula for {type(self).__name__}")

    def _child(self, child: NeuralNetNode, names: Names, at_least: int) -> str:
        text, binding = child._write(names)
        return text if binding >= at_least else f"({text})"


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _write(self, names: Names) -> tuple[str, int]:
        return names[self], ATOM


class Parameter(NeuralNetNode, framework.Parameter):
    def _write(self, names: Names) -> tuple[str, int]:
        text = repr(self.value)
        return text, PRODUCT if text.startswith("-") else ATOM


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    def _write(self, names: Names) -> tuple[str, int]:
        if not self.children:
            return "0", ATOM
        text = self._child(self.children[0], names, SUM)
        for child in self.children[1:]:
            term = self._child(child, names, SUM)
            text += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
        return text, SUM


class Multiply(Operation, framework.Multiply):
    def _write(self, names: Names) -> tuple[str, int]:
        if not self.children:
            return "1", ATOM
        first = self._child(self.children[0], names, PRODUCT)
        rest = [self._child(child, names, ATOM) for child in self.children[1:]]
        return " * ".join([first, *rest]), PRODUCT


class ReLU(Operation, framework.ReLU):
    def _write(self, names: Names) -> tuple[str, int]:
        return f"max(0, {self._child(self.children[0], names, SUM)})", ATOM


class Sigmoid(Operation, framework.Sigmoid):
    def _write(self, names: Names) -> tuple[str, int]:
        return f"sigmoid({self._child(self.children[0], names, SUM)})", ATOM
