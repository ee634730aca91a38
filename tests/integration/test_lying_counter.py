"""Points that may come from a counter that was made to lie."""

from __future__ import annotations

import pytest

from grader.course.limits import Limits
from grader.grading.plan import Plan
from grader.grading.submission import grade
from grader.intake.files import read_submission
from tests.unit.diagnosis.test_suspicion import LIAR


@pytest.mark.slow
def test_points_with_a_lying_counter_are_for_a_person() -> None:
    """A submission that tampers with the counter is marked for a person, with the line to look at."""
    entry = grade(read_submission(LIAR, "eve", 100_000), Plan(("ex3_caching",), Limits(call_seconds=30)))
    assert entry.status == "needs_review"
    assert "sys.modules in line 5. Look at it." in entry.notes[0]
