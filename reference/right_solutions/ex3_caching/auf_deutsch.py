"""The two leaf classes each have their own property, comments in German."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs) -> None:
        # Zuerst die eigenen Merkmale: der Konstruktor der Blätter weist schon `value` zu.
        self.elternteil = None
        self.gemerkt = False
        self.wert = None
        super().__init__(*args, **kwargs)
        for kind in self.children:
            kind.elternteil = self

    def forward(self) -> float:
        if self.gemerkt:
            return self.wert
        self.wert = self.op([kind.forward() for kind in self.children])
        self.gemerkt = True  # erst jetzt: op könnte scheitern
        return self.wert

    def vergiss(self) -> None:
        self.gemerkt = False
        if self.elternteil is not None:
            self.elternteil.vergiss()


def _setze(blatt, neu):
    if blatt.zahl is None or blatt.zahl != neu:
        blatt.zahl = neu
        blatt.vergiss()


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    zahl = None


class Input(Leaf, framework.Input):
    """As in the given framework."""

    value = property(lambda self: self.zahl, _setze)


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""

    value = property(lambda self: self.zahl, _setze)


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
