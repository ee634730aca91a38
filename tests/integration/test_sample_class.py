"""The sample class gets the scores it deserves, exercise by exercise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.law.subject import LocalSubject
from checks.model.status import Status
from grader.course.registry import visible_checks
from grader.intake.files import read_submission
from grader.record import SubmissionStatus, read_record
from tests.at_home import hurried, project, verdict
from tests.places import SUBMISSIONS
from tests.sample_class import CLASS

GRADED_ONLY = {Status.CRASHED, Status.GRADER_ERROR}
"""What ends its process, or breaks the worker, is not tried in ours."""

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


@pytest.mark.slow
@pytest.mark.parametrize("folder", CLASS, ids=lambda folder: folder.name)
def test_the_same_at_home(sample_record: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every submission of the class, as it was graded in the sandbox."""
    (entry,) = (entry for entry in read_record(sample_record).submissions if entry.student == folder.name)
    files = read_submission(folder, folder.name, 500_000).files
    texts = {stem: file.text for stem, file in files.items() if not file.problem}
    project(tmp_path, texts, monkeypatch)
    different: dict[str, tuple[Status, str]] = {}
    for exercise in [*entry.exercises, *entry.badges]:
        graded = {check.id: check.status for check in exercise.checks}
        if exercise.id not in texts or GRADED_ONLY & set(graded.values()):
            continue
        home = LocalSubject(exercise.id, limit=hurried(2.0))
        both = {check.id: (verdict(check, home), graded[check.id]) for check in visible_checks(exercise.id)}
        # A process as large as this one spends seconds on collecting garbage: who was only hurried has all the time.
        late = [
            check for check in visible_checks(exercise.id) if Status.TIMEOUT == both[check.id][0] != graded[check.id]
        ]
        both |= {check.id: (verdict(check, LocalSubject(exercise.id)), graded[check.id]) for check in late}
        different |= {check: pair for check, pair in both.items() if pair[0] != pair[1]}
    assert different == {}
