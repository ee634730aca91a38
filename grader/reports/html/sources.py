"""The students' files once more, for an excerpt where a check points at."""

from __future__ import annotations

import hashlib
from pathlib import Path

from grader.course.limits import Limits
from grader.intake import files as submission
from grader.record import SubmissionEntry

AROUND = 4
"""Lines shown above and below the one that is meant."""

Excerpt = list[tuple[int, str]]
"""Line numbers and lines."""


def texts(entry: SubmissionEntry) -> dict[str, str]:
    """The text of each file of a submission that is still what was graded, by exercise.

    Read as carefully as for the grading: the folder is a student's.
    """
    found = submission.read_submission(Path(entry.path), entry.student, Limits().source_bytes).files
    graded = {exercise.id: exercise.sha256 for exercise in (*entry.exercises, *entry.badges)}
    return {
        stem: file.text
        for stem, file in found.items()
        if not file.problem and hashlib.sha256(file.text.encode()).hexdigest() == graded.get(stem)
    }


def excerpt(text: str, lines: list[int], around: int = AROUND) -> Excerpt:
    """Those lines and their neighbours. Lines of any length: a page must stay readable."""
    whole = text.splitlines()
    near = sorted({at for line in lines for at in range(line - around, line + around + 1) if 1 <= at <= len(whole)})
    return [(at, whole[at - 1].expandtabs(4)[:300]) for at in near]
