"""Rounds points by a course's rule."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any, TypeVar

import msgspec

Entry = TypeVar("Entry", bound=msgspec.Struct)
"""The entry of a submission, or what its student may see of it."""


def round_points(points: float, step: float) -> float:
    """Round to the nearest multiple of a step; what is half-way between two goes to the larger one."""
    exact = Fraction(str(round(points, 6))) / Fraction(str(step))
    return float(floor(exact + Fraction(1, 2)) * Fraction(str(step)))


def round_scores(entry: Entry, step: float | None) -> Entry:
    """Round the score of each exercise, but not above its maximum; the sum is that of the rounded ones.

    Args:
        entry: The entry, with the course's points and penalties.
        step: The course's rule, as 0.5 for halves; None to leave the scores as they are.
    """
    if step is None:
        return entry
    whole: Any = entry
    exercises = [
        msgspec.structs.replace(one, score=min(round_points(one.score, step), one.max_score)) for one in whole.exercises
    ]
    return msgspec.structs.replace(entry, exercises=exercises, score=sum(one.score for one in exercises))
