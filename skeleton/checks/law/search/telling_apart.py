"""Give the numbers of the smallest example other values, so that a person sees which of them went where.

The smallest numbers are all 1: then a sum of the wrong terms may be right, and a factor that is missing is not missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, TypeVar

from checks.law.search.numbers import leaves, mapped

T = TypeVar("T")
F = TypeVar("F")

PLAIN = (0.5, 2.0, 3.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0, 29.0)
"""What takes the place of numbers that are equal, or hide something: no sum of two of the first five is a third."""

HIDING = (0.0, 1.0, -1.0)
"""A term of 0 and a factor of 1 change nothing."""

MOST = 12
"""Number of numbers at most: nobody reads more of them one by one."""


def told_apart(value: T, failure: F, fails: Callable[[T, F], F | None]) -> tuple[T, F]:
    """Make the numbers of an example pairwise different, all at once if it still fails, or as many as can be.

    Args:
        value: Plain data, such as what a check has drawn.
        failure: How it fails.
        fails: See `reduced`.

    Returns:
        The example, and how it fails.
    """
    found = leaves(value, _is_float)
    if len(found) > MOST or not _alike(found):
        return value, failure
    new = dict(enumerate(PLAIN[: len(found)]))
    places = [place for place in range(len(found)) if place in new]
    variant = _with(value, {place: new[place] for place in places})
    if (failed := fails(variant, failure)) is not None:
        return variant, failed
    for place in range(len(found)):
        now = leaves(value, _is_float)
        if place not in _alike(now):
            continue
        for number in [one for one in PLAIN if one not in now][:2]:
            variant = _with(value, {place: number})
            if (failed := fails(variant, failure)) is not None:
                value, failure = variant, failed
                break
    return value, failure


def _alike(found: list[float]) -> list[int]:
    """List the places of numbers that hide something, or that occur more than once; but for the last of those."""
    left = Counter(found)
    places = []
    for place, number in enumerate(found):
        if number in HIDING or left[number] > 1:
            places.append(place)
            left[number] -= 1
    return places


def _with(value: T, new: dict[int, float]) -> T:
    """Copy a value with other numbers at some places."""
    places = count()
    return mapped(value, _is_float, partial(_instead, new, places))  # type: ignore[no-any-return]


def _instead(new: dict[int, float], places: Any, number: float) -> float:
    return new.get(next(places), number)


def _is_float(part: Any) -> bool:
    return type(part) is float
