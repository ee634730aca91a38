"""Each node yields tokens, with a placeholder object for a nameless input; the names are filled in when they are
joined. A middle dot multiplies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backprop import framework

Token = "str | Input"


def separated(parts: Iterable[Iterable[Token]], separator: str, if_empty: str) -> Iterator[Token]:
    nothing_yet = True
    for part in parts:
        if not nothing_yet:
            yield separator
        nothing_yet = False
        yield from part
    if nothing_yet:
        yield if_empty


class NeuralNetNode(framework.NeuralNetNode):
    def tokens(self) -> Iterator[Token]:
        yield from ()

    def funcify(self) -> str:
        names: dict[Input, str] = {}
        text = ""
        for token in self.tokens():
            text += token if isinstance(token, str) else names.setdefault(token, f"x{len(names) + 1}")
        return text


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def tokens(self) -> Iterator[Token]:
        yield self if self.name is None else self.name


class Parameter(NeuralNetNode, framework.Parameter):
    def tokens(self) -> Iterator[Token]:
        yield f"{self.value!r}"


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    def tokens(self) -> Iterator[Token]:
        yield "("
        yield from separated((child.tokens() for child in self.children), "+", "0")
        yield ")"


class Multiply(Operation, framework.Multiply):
    def tokens(self) -> Iterator[Token]:
        yield from separated((child.tokens() for child in self.children), "\u00b7", "1")


class Function(Operation):
    word: str

    def tokens(self) -> Iterator[Token]:
        yield self.word
        yield "("
        yield from self.children[0].tokens()
        yield ")"


class ReLU(Function, framework.ReLU):
    word = "RELU"


class Sigmoid(Function, framework.Sigmoid):
    word = "SIGMOID"
