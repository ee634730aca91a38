"""The sample class, and its record: graded once in a run of the tests, and as it was recorded."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.paths import KIT
from tests.places import GOLDEN, SUBMISSIONS

CLASS = sorted(path for path in SUBMISSIONS.iterdir() if path.is_dir() and path.name != "hostile")

GOLDEN_RECORD = GOLDEN / "record.json.gz"
"""The golden record, made with the versions of Python and Hypothesis that it names."""


def grade_sample_class(folder: Path) -> None:
    """Grade all that are not hostile, from the kit's folder, so that the record has no path of this machine.

    In two processes: nothing else in the tests takes as long, and all of them would wait for it in the end.
    """
    folder.mkdir()
    names = [str(path.relative_to(KIT)) for path in CLASS]
    options = ["--json", str(folder / "record.json"), "--call-seconds", "2", "--fresh", "--jobs", "2"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(KIT)
        result = CliRunner().invoke(main, ["grade", *names, *options])
    assert result.exit_code == 0, result.output


def recorded(*students: str, exercises: tuple[str, ...] = ()) -> dict[str, Any]:
    """The recorded data of some students and exercises, by default of all."""
    record: dict[str, Any] = json.loads(gzip.decompress(GOLDEN_RECORD.read_bytes()))
    entries = [entry for entry in record["submissions"] if not students or entry["student"] in students]
    for entry in entries if exercises else ():
        entry["exercises"] = [exercise for exercise in entry["exercises"] if exercise["id"] in exercises]
        for points in ("score", "max_score"):
            entry[points] = sum(exercise[points] for exercise in entry["exercises"])
    return {**record, "submissions": entries}
