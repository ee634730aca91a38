from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self) -> str:
        return self._formula({})

    def _formula(self, names: dict[Input, str]) -> str:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _formula(self, names: dict[Input, str]) -> str:
        if self.name is not None:
            return self.name
        return "x1"


class Parameter(NeuralNetNode, framework.Parameter):
    def _formula(self, names: dict[Input, str]) -> str:
        return repr(self.value)


class Operation(NeuralNetNode, framework.Operation):
    def _parts(self, names: dict[Input, str]) -> list[str]:
        return [child._formula(names) for child in self.children]


class Add(Operation, framework.Add):
    def _formula(self, names: dict[Input, str]) -> str:
        return " + ".join(self._parts(names)) or "0"


class Multiply(Operation, framework.Multiply):
    def _formula(self, names: dict[Input, str]) -> str:
        return " * ".join(f"({part})" for part in self._parts(names)) or "1"


class ReLU(Operation, framework.ReLU):
    def _formula(self, names: dict[Input, str]) -> str:
        return f"max(0, {self._parts(names)[0]})"


class Sigmoid(Operation, framework.Sigmoid):
    def _formula(self, names: dict[Input, str]) -> str:
        return f"sigmoid({self._parts(names)[0]})"
