# name: puts the numbers before the inputs, 2 * x and not x * 2, by sorting the list of children itself
# explanation: Printing a network changes it; the inputs stand in another order afterwards. The text says: "An input with a
#   name appears under it, the others as x1, x2, ... in the order of this node's `find_input_nodes()`, the inputs
#   with names not counted."
# severity: misunderstanding
# clauses: 6.4
from __future__ import annotations

from itertools import count

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self, n=None) -> str:
        n = n or count(1)
        self.children.sort(key=lambda c: (bool(c.children), isinstance(c, Input)))
        return self.f([c.funcify(n) for c in self.children], n)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def f(self, c, n): return self.name or f"x{next(n)}"


class Parameter(NeuralNetNode, framework.Parameter):
    def f(self, c, n): return f"({self.value!r})"


class Operation(NeuralNetNode, framework.Operation): ...


class Add(Operation, framework.Add):
    def f(self, c, n): return f"({'+'.join(c) or 0})"


class Multiply(Operation, framework.Multiply):
    def f(self, c, n): return f"({'*'.join(c) or 1})"


class ReLU(Operation, framework.ReLU):
    def f(self, c, n): return f"max(0,{c[0]})"


class Sigmoid(Operation, framework.Sigmoid):
    def f(self, c, n): return f"sigmoid({c[0]})"
