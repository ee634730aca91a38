"""The sample class gets the scores it deserves, exercise by exercise."""

from __future__ import annotations

import json

import pytest

from grader.course.limits import Limits
from grader.course.registry import stems
from grader.grading.submission import grade
from grader.intake.files import read_submission
from tests import plain_judge
from tests.places import SUBMISSIONS

EXPECTED = json.loads((SUBMISSIONS / "expected.json").read_text())


def test_every_student_has_an_expected_score() -> None:
    """And no score is expected of somebody who is not there."""
    folders = {p.name for p in SUBMISSIONS.iterdir() if p.is_dir() and p.name != "hostile"}
    assert folders == set(EXPECTED)


@pytest.mark.parametrize("student", sorted(EXPECTED))
def test_verdicts(student: str) -> None:
    """The points of each exercise, as a person who read the code would give them.

    And check by check the verdict of the simplest of judges: what makes grading quick changes none.
    """
    limits = Limits(call_seconds=2)
    submission = read_submission(SUBMISSIONS / student, student, limits.source_bytes)
    entry = grade(submission, stems(), limits)
    assert {exercise["id"]: exercise["score"] for exercise in entry["exercises"]} == EXPECTED[student]["scores"]
    assert entry["status"] == "graded"
    verdicts = {check["id"]: check["status"] for exercise in entry["exercises"] for check in exercise["checks"]}
    plain = plain_judge.statuses(submission, limits)
    assert plain == {check: verdicts[check] for check in plain}
