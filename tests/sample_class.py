"""The sample class, and its record: graded once for a run of the tests, and as it was recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.paths import KIT
from tests.places import GOLDEN, SUBMISSIONS

CLASS = sorted(p for p in SUBMISSIONS.iterdir() if p.is_dir() and p.name != "hostile")

RECORDED = GOLDEN / "record.json"


def grade_class(folder: Path) -> None:
    """Grade the class as an instructor does, in this process, which then knows what the checks ask."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(KIT)  # paths in the record do not depend on where the kit lies
        paths = [str(path.relative_to(KIT)) for path in CLASS]
        options = ["--json", str(folder / "record.json"), "--call-seconds", "2", "--fresh", "--jobs", "1"]
        result = CliRunner().invoke(main, ["grade", *paths, *options])
    assert result.exit_code == 0, result.output


def recorded(*students: str, exercises: tuple[str, ...] = ()) -> dict[str, Any]:
    """What came of these students of the sample class; without names, all of it."""
    record: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))
    entries = [entry for entry in record["submissions"] if not students or entry["student"] in students]
    for entry in entries if exercises else ():
        entry["exercises"] = [exercise for exercise in entry["exercises"] if exercise["id"] in exercises]
        for points in ("score", "max_score"):
            entry[points] = sum(exercise[points] for exercise in entry["exercises"])
    return {**record, "submissions": entries}
