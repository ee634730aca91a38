# name: the brackets depend on type(child) is Add, and a subclass of Add goes without
# explanation: Compares the class itself, where isinstance was meant. The text says: "Evaluated with numbers in place of the
#   names of the inputs, it gives the value of `forward()` with these numbers in the inputs."
# severity: slip
# clauses: 6.1, 6.10
from __future__ import annotations

from backprop import framework


def number(value):
    """Ganze Zahlen ohne Komma, alles andere mit allen Stellen."""
    if value == int(value) and abs(value) < 10**15:
        return str(int(value))
    return repr(value)


class NeuralNetNode(framework.NeuralNetNode):
    """Ein Knoten, der sich selbst als Formel aufschreibt."""

    def funcify(self) -> str:
        # Namen vergeben: nur für Eingaben ohne eigenen Namen
        namen = {}
        offen = [self]
        while offen:
            knoten = offen.pop(0)
            if isinstance(knoten, Input) and knoten.name is None:
                namen[knoten] = "x" + str(len(namen) + 1)
            offen = list(knoten.children) + offen
        return self.formel(namen)

    def formel(self, namen):
        raise NotImplementedError

    # Wie bindet der Text? "summe", "produkt" oder "fest"
    art = "fest"


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def formel(self, namen):
        return namen[self] if self in namen else self.name


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def formel(self, namen):
        return number(self.value)

    @property
    def art(self):
        return "negativ" if number(self.value).startswith("-") else "fest"


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    art = "summe"

    def formel(self, namen):
        if not self.children:
            return "0"
        text = ""
        for kind in self.children:
            if not text:  # der erste Summand, auch ein negativer
                text = "(" + kind.formel(namen) + ")" if kind.art == "summe" else kind.formel(namen)
            elif kind.art == "negativ":
                text += " − " + number(-kind.value)
            elif kind.art == "summe":
                text += " + (" + kind.formel(namen) + ")"
            elif kind.art == "produkt":
                innen = kind.formel(namen)
                text += " + " + (f"({innen})" if innen.startswith("-") else innen)
            else:
                text += " + " + kind.formel(namen)
        return text


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    art = "produkt"

    def formel(self, namen):
        if not self.children:
            return "1"
        return "·".join(
            "(" + k.formel(namen) + ")" if type(k) is Add or k.art == "negativ" else k.formel(namen) for k in self.children
        )


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def formel(self, namen):
        return "max(0, " + self.children[0].formel(namen) + ")"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def formel(self, namen):
        return "sigmoid(" + self.children[0].formel(namen) + ")"
