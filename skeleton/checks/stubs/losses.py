"""Loss functions and their derivatives with respect to the prediction."""

from __future__ import annotations

import math

EPSILON = 1e-8
"""How far probabilities stay from 0 and 1: the logarithm of 0 is not finite."""


def mse_loss(y_true: float, y_pred: float) -> float:
    """Compute the squared error (y - p)^2 of one sample."""
    return (y_true - y_pred) ** 2


def mse_loss_grad(y_true: float, y_pred: float) -> float:
    """Compute the derivative of the squared error by the prediction, -2 (y - p)."""
    return -2 * (y_true - y_pred)


def bce_loss(y_true: float, y_pred: float) -> float:
    """Compute the binary cross-entropy -y log p - (1 - y) log(1 - p).

    p is clipped to [1e-8, 1 - 1e-8].
    """
    p = _clip(y_pred)
    return -y_true * math.log(p) - (1 - y_true) * math.log(1 - p)


def bce_loss_grad(y_true: float, y_pred: float) -> float:
    """Compute the derivative of `bce_loss` by p, (p - y) / (p (1 - p)).

    p is clipped likewise.
    """
    p = _clip(y_pred)
    return (p - y_true) / (p * (1 - p))


def _clip(p: float) -> float:
    return min(max(p, EPSILON), 1 - EPSILON)
