"""Many submissions -> the record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader import submission
from grader.grading import Entry, grade
from grader.limits import Limits

SCHEMA = 1


def grade_class(
    paths: list[Path], stems: list[str], limits: Limits, graded: Callable[[Entry], None] = lambda entry: None
) -> dict[str, Any]:
    """Grade all submissions at these paths; `graded` is told each entry as soon as it is there."""
    folders = submission.find(paths)
    entries = []
    for folder, student in sorted(zip(folders, submission.names(folders), strict=True), key=lambda pair: pair[1]):
        entries.append(grade(submission.read(folder, student, limits.source_bytes), stems, limits))
        graded(entries[-1])
    return {"schema": SCHEMA, "submissions": entries}
