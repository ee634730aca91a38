"""Deutsche Kommentare, self.signal und ein Schloss."""

# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

from __future__ import annotations

from collections.abc import Sequence
import math
import threading

from backprop import framework


class Output(framework.Operation):
    compile: object = None

    def __init__(self, children):
        super().__init__(children)
        self.signal = None  # die Ableitungen, die zuletzt ankamen
        self.schloss = threading.Lock()

    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children. Subclasses may override it."""
        return [wert for wert in x]

    def grad(self) -> list[list[float]]:
        n = len(self.children)
        return [[0.0] * i + [1.0] + [0.0] * (n - i - 1) for i in range(n)]

    def backward(self, derivative: Sequence[float]) -> None:
        with self.schloss:
            self.signal = tuple(derivative)
            zeilen = getattr(self, "grad")()
            # Erst alles ausrechnen, dann weitergeben: die Parameter bewegen sich sofort.
            summen = [sum(s * z for s, z in zip(self.signal, zeile)) for zeile in zeilen]
            for kind, summe in zip(self.children, summen):
                kind.backward(summe)


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        # Der größte Wert wird abgezogen, dann läuft exp nicht über.
        groesster = max(x)
        zaehler = [math.exp(wert - groesster) for wert in x]
        nenner = sum(zaehler)
        return [z / nenner for z in zaehler]

    def grad(self) -> list[list[float]]:
        p = self.forward()
        zeilen = []
        for i in range(len(p)):
            zeile = [-p[i] * q for q in p]
            zeile[i] += p[i]
            zeilen.append(zeile)
        return zeilen


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
