"""0.5 is written (1 / 2) and 0.375 (3 / 8) if the denominator is small, which is exact; else all the digits."""

from __future__ import annotations

from fractions import Fraction

from backprop import framework


def as_number(value: float) -> str:
    exact = Fraction(value)  # no limit_denominator: that would lose digits
    if exact.denominator == 1 and abs(exact) < 1_000_000:
        text = str(exact.numerator)
    elif exact.denominator <= 64 and abs(exact) < 1000:
        text = f"{exact.numerator} / {exact.denominator}"
    else:
        text = repr(value)
    return text if text.isdigit() else f"({text})"


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        lexicon: dict[framework.NeuralNetNode, str] = {}
        self._name_inputs(lexicon, [0])
        return self._to_string(lexicon)

    def _name_inputs(self, lexicon, counter):
        for child in self.children:
            child._name_inputs(lexicon, counter)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _name_inputs(self, lexicon, counter):
        if self.name is not None:
            lexicon[self] = self.name
            return
        counter[0] += 1
        lexicon[self] = "x{}".format(counter[0])

    def _to_string(self, lexicon):
        return lexicon[self]


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _to_string(self, lexicon):
        return as_number(self.value)


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def _group(self, lexicon, operator, otherwise):
        strings = [child._to_string(lexicon) for child in self.children]
        return "( " + f"  {operator}  ".join(strings) + " )" if strings else otherwise


class Add(Operation, framework.Add):
    """As in the given framework."""

    def _to_string(self, lexicon):
        return self._group(lexicon, "+", "0")


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def _to_string(self, lexicon):
        return self._group(lexicon, "*", "1")


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def _to_string(self, lexicon):
        return f"max(0, {self.children[0]._to_string(lexicon)})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def _to_string(self, lexicon):
        return f"sigmoid({self.children[0]._to_string(lexicon)})"
