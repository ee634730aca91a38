"""The questions that are handed out with the checks belong to them as they are."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from checks.law.search import kept
from grader.grading import handed_out_questions
from grader.grading.handed_out_questions import draw_again, drawn, outdated

STEM = "ex7_multi_parent"


def test_they_are_up_to_date() -> None:
    """Else: run grader build."""
    assert outdated() == []


def test_what_is_outdated_is_seen_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is missing, one that was changed, and one that belongs to other code."""
    folder = tmp_path / "questions"
    shutil.copytree(kept.stamps_file().parent, folder)
    for module in (kept, handed_out_questions):
        monkeypatch.setattr(module, "questions_file", lambda stem: folder / f"{stem}.gz")
        monkeypatch.setattr(module, "stamps_file", lambda: folder / "belongs_to.json")
    assert outdated() == []
    (folder / "capstone.gz").unlink()
    (folder / f"{STEM}.gz").write_bytes(b"changed")
    stamps = json.loads((folder / "belongs_to.json").read_text())
    (folder / "belongs_to.json").write_text(json.dumps(stamps | {"ex1_by_hand": "another"}))
    bad = [folder / f"{stem}.gz" for stem in ("ex1_by_hand", STEM, "capstone")]
    assert outdated() == bad
    monkeypatch.setattr(handed_out_questions, "drawn", lambda stem: gzip.compress(stem.encode()))
    assert draw_again() == bad
    assert outdated() == []


def test_they_are_drawn_the_same_again() -> None:
    """Nothing in the file depends on the time or on luck."""
    assert drawn(STEM) == drawn(STEM)
