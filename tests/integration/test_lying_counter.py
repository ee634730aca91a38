"""Points that may come from a counter that was made to lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.limits import Limits
from grader.diagnosis.introspection import UNREADABLE
from grader.grading.plan import Plan
from grader.grading.submission import grade
from grader.intake.files import read_submission
from grader.misconceptions import catalogue
from tests.unit.diagnosis.test_suspicion import LIAR

REFERENCE = catalogue.reference("ex1_by_hand")


@pytest.mark.slow
def test_points_with_a_lying_counter_are_for_a_person() -> None:
    """A submission that tampers with the counter is marked for a person, with the line to look at."""
    entry = grade(read_submission(LIAR, "eve", 100_000), Plan(("ex3_caching",), Limits(call_seconds=30)))
    assert entry.status == "needs_review"
    assert "sys.modules in line 5. Look at it." in entry.notes[0]


@pytest.mark.slow
def test_points_with_a_text_that_the_judge_cannot_read_are_for_a_person(tmp_path: Path) -> None:
    """A student's Python reads a deep expression, so that it earns points, whatever it does."""
    (tmp_path / "ex1_by_hand.py").write_text(f"{REFERENCE}\nDEEP = {'-' * 2900}1\n", encoding="utf-8")
    entry = grade(read_submission(tmp_path, "eve", 100_000), Plan(("ex1_by_hand",)))
    assert entry.score > 0
    assert entry.status == "needs_review"
    assert UNREADABLE in entry.notes[0]
