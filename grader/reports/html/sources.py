"""Reads the students' files again, for excerpts around the lines that checks point at."""

from __future__ import annotations

import io
from pathlib import Path

from grader.course.limits import Limits
from grader.intake import files as submission
from grader.record import SubmissionEntry

AROUND = 4
"""Lines shown above and below the one that a check points at."""

Excerpt = list[tuple[int, str]]
"""Line numbers and lines."""


def texts(entry: SubmissionEntry) -> dict[str, str]:
    """Read the files of a submission that have not changed since the grading: exercise -> text.

    They are read as carefully as for the grading, since a student controls the folder.
    """
    found = submission.read_submission(Path(entry.path), entry.student, Limits().source_bytes).files
    graded = {exercise.id: exercise.sha256 for exercise in (*entry.exercises, *entry.badges)}
    return {stem: file.text for stem, file in found.items() if not file.problem and file.sha256 == graded.get(stem)}


def excerpt(text: str, lines: list[int], around: int = AROUND) -> Excerpt:
    """Return lines of a text and their neighbours, each cut to 300 characters to keep the page readable.

    Args:
        text: The text of a file.
        lines: Line numbers, from 1.
        around: Number of neighbours above and below each line.
    """
    whole = [line.rstrip("\n") for line in io.StringIO(text, newline=None)]  # at what ends a line for Python, no more
    near = sorted({at for line in lines for at in range(line - around, line + around + 1) if 1 <= at <= len(whole)})
    return [(at, whole[at - 1].expandtabs(4)[:300]) for at in near]
