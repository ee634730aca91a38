"""The capstone: what each exercise was allowed to leave out, and what that costs when the exercises meet."""

from __future__ import annotations

from grader.misconceptions.capstone import (
    agreements,
    corners,
    courses,
    failures,
    formulas,
    habits,
    joints,
    parts,
    promises,
)

MISCONCEPTIONS = (
    *habits.MISCONCEPTIONS,
    *joints.MISCONCEPTIONS,
    *parts.MISCONCEPTIONS,
    *promises.MISCONCEPTIONS,
    *courses.MISCONCEPTIONS,
    *failures.MISCONCEPTIONS,
    *agreements.MISCONCEPTIONS,
    *corners.MISCONCEPTIONS,
    *formulas.MISCONCEPTIONS,
)
"""If several of one family fit an answer, the first one is named."""
