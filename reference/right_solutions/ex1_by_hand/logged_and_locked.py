"""A decorator with wraps, logging, a lock: much ado, but right."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Sequence

from backprop import framework


def linear_regression(weight: float, bias: float) -> framework.Operation:
    scaled = framework.Multiply([framework.Parameter(weight), framework.Input()])
    return framework.Add([scaled, framework.Parameter(bias)])


def three_steps() -> list[tuple[float, float]]:
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


log = logging.getLogger(__name__)


_lock = threading.Lock()


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        log.debug("%s%r -> %r", function.__name__, args, result)
        return result

    return wrapper


@logged
def gradients(weight: float, bias: float, x: float, y: float) -> tuple[float, float]:
    """The pair (dL/dweight, dL/dbias) for L = (y - p)^2 with p = weight * x + bias."""
    p = weight * x + bias
    dl_dp = -2 * (y - p)
    return dl_dp * x, dl_dp


@logged
def train(
    weight: float, bias: float, data: Sequence[tuple[float, float]], learning_rate: float, steps: int
) -> list[tuple[float, float]]:
    with _lock:
        updates = []
        for i in range(steps):
            x, y = data[i % len(data)]
            dw, db = gradients(weight=weight, bias=bias, x=x, y=y)
            weight -= learning_rate * dw
            bias -= learning_rate * db
            updates.append((weight, bias))
        return updates
