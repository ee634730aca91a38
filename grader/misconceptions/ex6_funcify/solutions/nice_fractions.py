# name: numbers as fractions with a denominator below a million
# explanation: 5/9 comes out so nicely that nobody tries another number. The text says: "No digits may be lost on the way: 0.1
#   + 0.2 is not 0.3;"
# severity: misunderstanding
# clauses: 6.2
from __future__ import annotations

from fractions import Fraction
from itertools import count

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self, n=None) -> str:
        n = n or count(1)
        return self.f([c.funcify(n) for c in self.children], n)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def f(self, c, n): return self.name or f"x{next(n)}"


class Parameter(NeuralNetNode, framework.Parameter):
    def f(self, c, n): return f"({Fraction(self.value).limit_denominator(10**6)})"


class Operation(NeuralNetNode, framework.Operation): ...


class Add(Operation, framework.Add):
    def f(self, c, n): return f"({'+'.join(c) or 0})"


class Multiply(Operation, framework.Multiply):
    def f(self, c, n): return f"({'*'.join(c) or 1})"


class ReLU(Operation, framework.ReLU):
    def f(self, c, n): return f"max(0,{c[0]})"


class Sigmoid(Operation, framework.Sigmoid):
    def f(self, c, n): return f"sigmoid({c[0]})"
