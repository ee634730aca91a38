# name: a nameless input asked by itself is written as the number it holds
# explanation: Takes a lone input for a constant. The text says: "A nameless `Input` asked by itself is x1."
# severity: slip
# clauses: 6.5
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        if isinstance(self, Input) and self.name is None:
            return repr(self.value)
        pieces: list[str] = []
        self._emit(pieces.append, _namer())
        return "".join(pieces)

    def _emit(self, emit, name) -> None:
        raise NotImplementedError

    def _is_constant(self) -> bool:
        return not isinstance(self, framework.Input) and all(child._is_constant() for child in self.children)


def _namer():
    i = 0
    while True:
        i += 1
        yield f"x{i}"


def _emit_number(value, emit):
    emit("(" + repr(value) + ")" if repr(value).startswith("-") else repr(value))


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _emit(self, emit, name):
        emit(next(name) if self.name is None else self.name)


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _emit(self, emit, name):
        _emit_number(self.value, emit)


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    _before, _between, _after = "(", "", ")"

    def _emit(self, emit, name):
        if self._is_constant():
            _emit_number(self.forward(), emit)
            return
        emit(self._before)
        first = True
        for child in self.children:
            if not first:
                emit(self._between)
            first = False
            child._emit(emit, name)
        emit(self._after)


class Add(Operation, framework.Add):
    """As in the given framework."""

    _between = " + "


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    _between = " * "


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    _before = "max(0, "


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    _before = "sigmoid("
