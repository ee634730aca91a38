"""Small records for tests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checks.model.status import Status
from grader.record import (
    SCHEMA,
    CheckEntry,
    ExerciseEntry,
    Kit,
    Record,
    SubmissionEntry,
    SubmissionStatus,
    from_data,
    to_data,
)


def check(identity: str, status: str = "passed", max_score: float = 2.0, **more: Any) -> CheckEntry:
    """A check with all of its points, or none of them."""
    fields: dict[str, Any] = {
        "id": identity,
        "title": f"the law of {identity}",
        "hidden": False,
        "status": Status(status),
        "score": max_score if status == "passed" else 0.0,
        "max_score": max_score,
        "message": "",
        "line": 1,
        "counterexample": None,
        "misconception": None,
    }
    return CheckEntry(**{**fields, **more})


def exercise(
    stem: str, checks: Sequence[CheckEntry], file: str | None = "x.py", sha256: str | None = "1"
) -> ExerciseEntry:
    """An exercise whose points are those of its checks."""
    score, most = sum(c.score for c in checks), sum(c.max_score for c in checks)
    return ExerciseEntry(stem, file, sha256, score, most, list(checks))


def entry(student: str, exercises: Sequence[ExerciseEntry], **more: Any) -> SubmissionEntry:
    """A submission whose points are those of its exercises."""
    fields: dict[str, Any] = {
        "student": student,
        "path": f"class/{student}",
        "score": sum(e.score for e in exercises),
        "max_score": sum(e.max_score for e in exercises),
        "status": SubmissionStatus.GRADED,
        "notes": [],
        "exercises": list(exercises),
        "badges": [],
    }
    return SubmissionEntry(**{**fields, **more})


def kit(**more: Any) -> Kit:
    """The kit's entry in a record, with made-up values."""
    fields: dict[str, Any] = {
        "version": "1",
        "sources": "same",
        "course": "The class",
        "seed": None,
        "examples": None,
        "limits": {},
        "points": {},
        "late": None,
        "checks": {},
    }
    return Kit(**{**fields, **more})


def record(entries: Sequence[SubmissionEntry], made: Kit | None = None) -> Record:
    """A record of these submissions."""
    return Record(SCHEMA, "process", made or kit(), entries)


def data(whole: Record) -> Any:
    """A record as plain data, so that a test can break it."""
    return to_data(whole)


def typed(whole: Any) -> Record:
    """Read the record from plain data."""
    return from_data(whole, Record)


def write(whole: Any, file: Path) -> Path:
    """Write plain data into a file."""
    file.write_text(json.dumps(whole), encoding="utf-8")
    return file


def as_in_a_file(part: Any) -> Any:
    """Return a part of the record as its file holds it: what was a tuple in memory is a list there."""
    return json.loads(json.dumps(to_data(part)))
