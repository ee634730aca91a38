"""The cells of an exercise, less the penalty, come to the exercise's score."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.nbgrader.shares import shares_of
from grader.record import ExerciseEntry, Late
from tests import records

STEM = "ex1_by_hand"


def exercise(*scores: float, **changes: object) -> ExerciseEntry:
    """An exercise with a check of 4 points for each score."""
    checks = [records.check(f"{STEM}::check_{i}", score=one, max_score=4.0) for i, one in enumerate(scores)]
    return msgspec.structs.replace(records.exercise(STEM, checks), **changes)


def total(entry: ExerciseEntry) -> float:
    """What nbgrader makes of it: the cells added up, less the penalty."""
    shares = shares_of(entry)
    assert all(0 <= share <= 1 for share in shares.cells.values())
    return 4 * sum(shares.cells.values()) - shares.penalty * 4 * len(entry.checks)


@pytest.mark.parametrize(
    ("entry", "cells", "penalty"),
    [
        (exercise(4, 2), [1, 0.5], 0),
        (exercise(4, 2, score=0), [0, 0], 0),  # refused
        (exercise(4, 2, score=3), [0.5, 0.25], 0),  # a person gave half of it
        (exercise(4, 2, score=7), [1, 0.75], 0),  # a person gave one more
        (exercise(0, 0, score=2), [0.25, 0.25], 0),  # a person gave points where nothing passed
        (exercise(4, 2, score=5.4, late=Late(1, 10, -0.6)), [1, 0.5], 0.075),
        (exercise(4, 2, score=0, max_score=0, excused=True), [1, 0.5], 0),
    ],
)
def test_what_each_cell_gets(entry: ExerciseEntry, cells: list[float], penalty: float) -> None:
    shares = shares_of(entry)
    assert list(shares.cells.values()) == pytest.approx(cells)
    assert shares.penalty == pytest.approx(penalty)


@given(st.lists(st.floats(0, 4), min_size=1, max_size=4), st.floats(0, 1), st.floats(0, 1))
@example([1.3395292475932943, 0.375], 1.0, 0.0)  # the first cell came to a little more than everything
def test_the_sum_is_the_score(scores: list[float], decided: float, penalty: float) -> None:
    """Whatever a person decided, and whatever it lost for being late; a record's four digits are enough."""
    most = 4 * len(scores)
    before = round(most * decided, 4)
    lost = round(before * penalty, 4)
    late = Late(1, 100 * penalty, -lost) if lost else None
    assert total(exercise(*scores, score=before - lost, late=late)) == pytest.approx(before - lost, abs=2e-3)
