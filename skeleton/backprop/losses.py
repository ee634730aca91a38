"""Loss functions and their derivatives with respect to the prediction."""

from __future__ import annotations

import math

EPSILON = 1e-8
"""Predicted probabilities are kept this far from 0 and 1, where the logarithm has no finite value."""


def mse_loss(y_true: float, y_pred: float) -> float:
    """The squared error (y - p)^2 of one sample."""
    return (y_true - y_pred) ** 2


def mse_loss_grad(y_true: float, y_pred: float) -> float:
    """d/dp (y - p)^2 = -2 (y - p)."""
    return -2 * (y_true - y_pred)


def bce_loss(y_true: float, y_pred: float) -> float:
    """The binary cross-entropy -y log p - (1 - y) log(1 - p), p clipped to [1e-8, 1 - 1e-8]."""
    p = _clip(y_pred)
    return -y_true * math.log(p) - (1 - y_true) * math.log(1 - p)


def bce_loss_grad(y_true: float, y_pred: float) -> float:
    """d/dp of the binary cross-entropy: (p - y) / (p (1 - p)), p clipped to [1e-8, 1 - 1e-8]."""
    p = _clip(y_pred)
    return (p - y_true) / (p * (1 - p))


def _clip(p: float) -> float:
    return min(max(p, EPSILON), 1 - EPSILON)
