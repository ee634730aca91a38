# name: names in a dict of the class, kept by id(): nothing is ever taken out
# explanation: State on the class belongs to all networks and to all calls. The text says: "An input with a name appears under
#   it, the others as x1, x2, ... in the order of this node's `find_input_nodes()`, the inputs with names not
#   counted."
# severity: does not work
# clauses: 6.4
from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
import operator

from backprop import framework


@dataclass(frozen=True)
class Formula:
    text: str
    level: int = 9  # 1 sum, 2 product, 9 needs no parentheses

    def at(self, level: int) -> str:
        return self.text if self.level >= level else f"({self.text})"

    def __add__(self, other: Formula) -> Formula:
        # a sum on the left needs no parentheses: + is read from the left
        return Formula(f"{self.at(1)} + {other.at(2)}", 1)

    def __mul__(self, other: Formula) -> Formula:
        return Formula(f"{self.at(2)} * {other.at(3)}", 2)

    def call(self, before: str, after: str = ")") -> Formula:
        return Formula(before + self.text + after)

    @classmethod
    def number(cls, value: float) -> Formula:
        text = repr(value)
        return cls(f"({text})" if text.startswith("-") else text)


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    table: dict[int, Formula] = {}

    def funcify(self) -> str:
        if isinstance(self, Operation):
            leaves = self.find_input_nodes()
        elif isinstance(self, Input):
            leaves = [self]
        else:
            leaves = []
        table = NeuralNetNode.table
        number = 1 + sum(1 for f in table.values() if f.text.startswith("x"))
        for leaf in leaves:
            if id(leaf) in table:
                continue
            if leaf.name is None:
                table[id(leaf)] = Formula(f"x{number}")
                number += 1
            else:
                table[id(leaf)] = Formula(leaf.name)
        return self.formula(table).text

    def formula(self, table: dict[int, Formula]) -> Formula:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def formula(self, table):
        return table[id(self)]


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def formula(self, table):
        return Formula.number(self.value)


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def formula(self, table):
        terms = [child.formula(table) for child in self.children]
        return reduce(operator.add, terms) if terms else Formula("0")


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def formula(self, table):
        factors = [child.formula(table) for child in self.children]
        return reduce(operator.mul, factors) if factors else Formula("1")


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def formula(self, table):
        return self.children[0].formula(table).call("max(0, ")


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def formula(self, table):
        return self.children[0].formula(table).call("sigmoid(")
