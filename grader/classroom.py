"""Many submissions -> the record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader import submission
from grader.draws import OWN, Draws
from grader.grading import Entry, grade
from grader.limits import Limits
from grader.sandbox import Sandbox, choose

SCHEMA = 1


def grade_class(
    paths: list[Path],
    stems: list[str],
    limits: Limits,
    graded: Callable[[Entry], None] = lambda entry: None,
    draws: Draws = OWN,
    sandbox: Sandbox | None = None,
) -> dict[str, Any]:
    """Grade all submissions at these paths; `graded` is told each entry as soon as it is there."""
    sandbox = sandbox or choose()
    folders = submission.find(paths)
    entries = []
    for folder, student in sorted(zip(folders, submission.names(folders), strict=True), key=lambda pair: pair[1]):
        entries.append(grade(submission.read(folder, student, limits.source_bytes), stems, limits, draws, sandbox))
        graded(entries[-1])
    return {"schema": SCHEMA, "sandbox": sandbox.name, "submissions": entries}
