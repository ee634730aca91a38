"""What a sealed node computes: a smooth function of its children, drawn from a key that no solution sees.

It is a weighted sum of the children and, unless the key says that it is linear, of a few waves in them:
f(x) = c + sum_i a_i x_i + sum_k sin(p_k + sum_i b_ki x_i). Nobody can guess its values, nor work them out of a few of
them, so whoever has the right value has asked for it.

What its `grad` says are the slopes of another such function: from true slopes, asked for where only `op` is counted,
the values could be summed up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from checks.model.network import Network

SEALED = ("Sealed", "Hidden")
"""Operations of the course's own whose results are asked for where no solution's code runs; of a `Hidden` one the
children are, too. Their `name` in a network is the key of what they compute."""

LINEAR, SMOOTH = "linear", "smooth"
"""What a key begins with, up to a colon: the sort of function."""

WAVES = 3


def is_sealed(network: Network) -> bool:
    """Tell whether there are sealed nodes in a network."""
    return any(node.kind in SEALED for node in network.nodes)


Wave = tuple[float, tuple[float, ...]]
"""The phase of a wave, and the weights of the children in it."""


class Terms(NamedTuple):
    """The numbers in a function of so many children."""

    constant: float
    weights: tuple[float, ...]
    waves: tuple[Wave, ...]


@lru_cache(maxsize=4096)
def terms(key: str, children: int) -> Terms:
    """Draw the numbers of a function of so many children."""
    draw = _numbers(key).__next__
    constant = draw() - 0.5
    weights = tuple((0.25 + draw()) * (1 if draw() < 0.5 else -1) for _ in range(children))
    waves = WAVES * key.startswith(SMOOTH)
    return Terms(
        constant, weights, tuple((6 * draw(), tuple(draw() - 0.5 for _ in range(children))) for _ in range(waves))
    )


def value(key: str, x: Sequence[float]) -> float:
    """Compute the function's value; nan where it is not finite."""
    constant, weights, waves = terms(key, len(x))
    parts = [weight * child for weight, child in zip(weights, x, strict=True)]
    return _total([constant, *parts, *(_wave(math.sin, wave, x) for wave in waves)])


def slopes(key: str, x: Sequence[float]) -> list[float]:
    """Compute what `grad` says: one number for each child, from which nothing about the values follows."""
    _, weights, waves = terms(_for_slopes(key), len(x))
    rising = [_wave(math.cos, wave, x) for wave in waves]
    return [
        _total([weight, *(up * inside[i] for up, (_, inside) in zip(rising, waves, strict=True))])
        for i, weight in enumerate(weights)
    ]


def bounds(key: str, sizes: Sequence[float]) -> tuple[float, list[float]]:
    """Bound the terms in the value and in the slopes, for children whose terms have these sizes.

    A wave turns an error in its angle, which is relative to the angle's terms, into one of its slope.

    Returns:
        The size of the value, and that of the derivative with respect to each child.
    """
    constant, weights, waves = terms(key, len(sizes))
    linear = sum(abs(weight) * size for weight, size in zip(weights, sizes, strict=True))
    largest = abs(constant) + linear + len(waves) + sum(_angles(waves, sizes))
    _, weights, waves = terms(_for_slopes(key), len(sizes))
    angles = _angles(waves, sizes)
    return largest, [
        abs(weight) + sum(abs(inside[i]) * (1 + angle) for angle, (_, inside) in zip(angles, waves, strict=True))
        for i, weight in enumerate(weights)
    ]


def _angles(waves: Sequence[Wave], sizes: Sequence[float]) -> list[float]:
    """Bound the terms in the angle of each wave."""
    return [sum(abs(b) * size for b, size in zip(inside, sizes, strict=True)) for _, inside in waves]


def _for_slopes(key: str) -> str:
    """Make the key of the function whose slopes are told; it is of the same sort."""
    return f"{key} slopes"


def _total(parts: Sequence[float]) -> float:
    """Add numbers, in whatever order; any numbers may be asked about, so the sum may be none."""
    try:
        return math.fsum(parts)
    except (OverflowError, ValueError):  # too large, or inf - inf
        return math.nan


def _wave(function: Callable[[float], float], wave: Wave, x: Sequence[float]) -> float:
    phase, inside = wave
    angle = _total([phase, *(b * child for b, child in zip(inside, x, strict=True))])
    return function(angle) if math.isfinite(angle) else math.nan


def _numbers(key: str) -> Iterator[float]:
    """Yield numbers from 0 to 1 that depend on the key alone."""
    import hashlib  # which takes a while, and is for the witness only: a solution's process draws no numbers

    for block in count():
        digest = hashlib.sha256(f"{key} {block}".encode()).digest()
        yield from (int.from_bytes(digest[i : i + 4]) / 2**32 for i in range(0, 32, 4))
