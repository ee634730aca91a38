"""Submissions that are there and cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.grading.plan import Plan
from grader.grading.submission import grade
from grader.intake.files import read_submission
from tests.unit.intake.test_submission import GOOD, STEM


def test_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be read is no grade: it needs a person, and no file counts as missing."""
    (tmp_path / "backprop").mkdir()
    (tmp_path / "backprop" / f"{STEM}.py").write_text(GOOD)
    listdir = os.listdir

    def refusing(path: Path) -> list[str]:
        if Path(path).name == "backprop":
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refusing)
    entry = grade(read_submission(tmp_path, "eve", 1000), Plan((STEM,)))
    assert entry.status == "needs_review"
    assert "cannot be read: Permission denied" in entry.notes[0]


def test_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be read, from a broken disk for instance, is not the student's fault."""
    (tmp_path / f"{STEM}.py").write_text(GOOD)

    def failing(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", failing)
    entry = grade(read_submission(tmp_path, "eve", 1000), Plan((STEM,)))
    assert entry.status == "needs_review"
    assert "Input/output error" in entry.notes[0]
