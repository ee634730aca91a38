# name: a product with a parameter 0 in it is written as 0, and its inputs are not counted any more
# explanation: Simplifies before it gives the names, so x2 becomes x1. The text says: "An input with a name appears under it,
#   the others as x1, x2, ... in the order of this node's `find_input_nodes()`, the inputs with names not counted."
# severity: slip
# clauses: 6.4
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        pieces: list[str] = []
        self._emit(pieces.append, _namer())
        return "".join(pieces)

    def _emit(self, emit, name) -> None:
        raise NotImplementedError

    def _is_constant(self) -> bool:
        if isinstance(self, Multiply) and any(isinstance(c, Parameter) and c.value == 0 for c in self.children):
            return True
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
