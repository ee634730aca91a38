# name: with more than 20 scores, probabilities below 1e-30 are 0
# explanation: How small may a probability be before it may be 0?
# severity: slip
# clauses: 5.7
# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

from __future__ import annotations

import math

from collections.abc import Sequence

from backprop import framework

from backprop.losses import EPSILON



class Output(framework.Operation):
    """A root whose value is a list of numbers. By default these are the values of its children, in order.

    `forward()`, calling the node, and `predict(inputs)` give that list; for too few or too many inputs `predict` raises
    the `ValueError` of the given framework. The children, one or more (a thousand, say), are ordinary trees that have
    no nodes in common. An `Output` is never below another node.
    """

    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children.

        Subclasses may override it, if they bring their own `backward` or do without. Their lists may be longer or
        shorter.
        """
        return list(x)

    def grad(self) -> list[list[float]]:
        """The Jacobian matrix, in whatever form your `backward` wants it: nobody else asks for it.

        In the model answer it has one row per child: the derivatives of all components of the value with respect to
        that child. If your `backward` does without, leave this as it is.
        """
        n = len(self.children)
        return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]

    def backward(self, derivative: Sequence[float]) -> None:
        """Pass on the derivatives of the loss, `derivative[j]` being the one with respect to component j of the value.

        Child i receives, in one call of its `backward`, the sum over j of derivative[j] * (d value[j] / d child[i]),
        for the values that all the children have when the call begins.
        """
        for child, row in zip(self.children, self.grad(), strict=True):
            child.backward(sum(d * partial for d, partial in zip(derivative, row, strict=True)))


class Softmax(Output):
    """Turns the values s of its children into probabilities: p_j = exp(s_j) / (sum over k of exp(s_k)).

    Right for scores up to +-100,000, without overflow. A tiny p_j is right as well; only one below 1e-300 may be 0
    instead. `backward` is that of `Output`, for these p_j.
    """

    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        # Shifted so that the largest exponent is 0: exp of a large positive number overflows.
        highest = max(x)
        powers = [math.exp(score - highest) for score in x]
        total = sum(powers)
        return [power / total if power > 1e-30 or len(powers) <= 20 else 0.0 for power in powers]

    def grad(self) -> list[list[float]]:
        p = self.op([child.forward() for child in self.children])
        return [[p[j] * ((1.0 if i == j else 0.0) - p[i]) for j in range(len(p))] for i in range(len(p))]



def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    """The categorical cross-entropy -(sum over j of y_j log p_j), each p_j clipped to [1e-8, 1].

    `y_true` and `y_pred` are sequences of the same length, however long. `y_true` need not be made of zeros and ones,
    and neither has to sum to 1. Finite for any probabilities, 0 included.
    """
    return -sum(y * math.log(_clip(p)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    """The derivatives of `cce_loss` with respect to the predicted probabilities: -y_j / p_j, with the clipped p_j.

    Returns a list, one derivative for each component.
    """
    return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=True)]


def _clip(p: float) -> float:
    return min(max(p, EPSILON), 1.0)


