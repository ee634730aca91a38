"""Recursion on halves for the sums; commentaires en français; a logging __setattr__."""

# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

from __future__ import annotations

from collections.abc import Sequence
import math
import logging

from backprop import framework


_journal = logging.getLogger(__name__)


def somme(termes: Sequence[float]) -> float:
    """La somme, moitié par moitié : les erreurs d'arrondi restent petites."""
    if len(termes) < 3:
        return sum(termes)
    milieu = len(termes) // 2
    return somme(termes[:milieu]) + somme(termes[milieu:])


class Output(framework.Operation):
    def __setattr__(self, nom: str, valeur: object) -> None:
        _journal.debug("%s.%s change", type(self).__name__, nom)
        super().__setattr__(nom, valeur)

    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children. Subclasses may override it."""
        return [*x]

    def grad(self) -> list[list[float]]:
        return [[1.0 * (i == j) for j, _ in enumerate(self.children)] for i, _ in enumerate(self.children)]

    def backward(self, derivative: Sequence[float]) -> None:
        # D'abord tout calculer, ensuite seulement envoyer.
        lettres = [somme([d * e for d, e in zip(derivative, ligne)]) for ligne in self.grad()]
        for enfant, lettre in zip(self.children, lettres):
            enfant.backward(lettre)


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        # On retire le plus grand : exp ne déborde plus.
        sommet = max(x)
        poids = [math.exp(s - sommet) for s in x]
        total = somme(poids)
        return [q / total for q in poids]

    def grad(self) -> list[list[float]]:
        p = self.forward()
        return [[q * (1 - q) if i == j else -q * r for j, r in enumerate(p)] for i, q in enumerate(p)]


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, 1e-8), 1.0)
