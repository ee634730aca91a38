"""A class of hostile names: a record with markup in every text that a stranger may have written."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from checks.exercises import EXERCISES
from checks.model.network import Builder
from tests import records

HOSTILE = ["<script>alert(1)</script>", "=cmd()", '"><img src=x onerror=alert(1)>', "'+alert(1)+'", "\u202eevil\udc80"]
STEMS = [exercise.stem for exercise in EXERCISES]
STATUSES = ("passed", "failed", "timeout", "crashed", "not_started", "grader_error")
Record = dict[str, Any]

KEY = bytes(32)
"""The key of the students' pages."""


def check(stem: str, number: int, status: str, text: str) -> Record:
    """A check's entry; the last of an exercise is hidden. `text` stands wherever a stranger's text may stand."""
    builder = Builder()
    product = builder.operation("Multiply", builder.parameter(0.5), builder.input(float(number)))
    network = builder.add("Add", product, builder.parameter(0.25)).network()
    wrong = status != "passed"
    return {
        "id": f"{stem}::check_{number}",
        "title": f"law {number} of {stem}",
        "hidden": number == 3,
        "status": status,
        "score": 0.0 if wrong else 2.0,
        "max_score": 2,
        "message": f"secret {number}: {text}" if wrong else "",
        "line": 5,
        "counterexample": {"formula": network.formula, "code": text, "network": network.to_json()} if wrong else None,
        "misconception": {"id": "m", "name": "a common slip", "explanation": "Look again."} if number == 1 else None,
    }


def entry(folder: Path, student: str, place: int) -> Record:
    """A submission's entry, with every status somewhere in a class."""
    exercises = []
    for k, stem in enumerate(STEMS):
        file = folder / f"{stem}.py"
        statuses = [STATUSES[0 if (place + k + n) % 3 else (place + n) % len(STATUSES)] for n in range(4)]
        checks = [check(stem, n, status, student) for n, status in enumerate(statuses)]
        exercises.append(
            {
                "id": stem,
                "file": str(file),
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
                "score": sum(c["score"] for c in checks),
                "max_score": 8,
                "checks": checks,
            }
        )
    return {
        "student": student,
        "path": str(folder),
        "score": sum(e["score"] for e in exercises),
        "max_score": 56,
        "status": "needs_review" if place % 5 == 0 else "graded",
        "notes": [f"a note on {student}"] if place % 5 == 0 else [],
        "exercises": exercises,
        "badges": [],
    }


def whole(entries: list[Record]) -> Record:
    """A record of these submissions, as in its file."""
    data: Record = {**records.data(records.record([])), "submissions": entries}
    return data


def write_folder(folder: Path) -> Path:
    """Write a submission's files; each holds markup that must not become part of a page."""
    for stem in STEMS:
        lines = ["# one", "# two", "# three", "# four", '"</code><script>alert(2)</script>"', "# six"]
        (folder / f"{stem}.py").write_text("\n".join(lines) + "\n")
    return folder
