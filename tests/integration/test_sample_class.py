"""The sample class gets the scores it deserves, exercise by exercise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.record import SubmissionStatus, read_record
from tests.places import SUBMISSIONS
from tests.sample_class import CLASS

EXPECTED = json.loads((SUBMISSIONS / "expected.json").read_text())


def test_every_student_has_an_expected_score() -> None:
    """Every student has an expected score, and every expected score a student."""
    assert {path.name for path in CLASS} == set(EXPECTED)


@pytest.mark.parametrize("student", sorted(EXPECTED))
def test_scores(sample_record: Path, student: str) -> None:
    """Each exercise has the points that a person who read the code would give."""
    (entry,) = (entry for entry in read_record(sample_record).submissions if entry.student == student)
    assert {exercise.id: exercise.score for exercise in entry.exercises} == EXPECTED[student]["scores"]
    assert entry.status is SubmissionStatus.GRADED
