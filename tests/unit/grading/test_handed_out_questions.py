"""The questions that are handed out with the checks belong to them as they are."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from checks.exercises import BY_STEM
from checks.law.search import kept
from grader.grading import handed_out_questions
from grader.grading.handed_out_questions import draw_again, drawn, outdated

STEM = "ex7_multi_parent"


def test_they_are_up_to_date() -> None:
    """Else: run grader build."""
    assert outdated() == []


def test_what_is_outdated_is_seen_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is missing, and one that belongs to other code."""
    files = {stem: tmp_path / f"{stem}.gz" for stem in BY_STEM}
    for stem, file in files.items():
        shutil.copy(kept.questions_file(stem), file)
    for module in (kept, handed_out_questions):
        monkeypatch.setattr(module, "questions_file", files.get)
    files["capstone"].unlink()
    files[STEM].write_bytes(gzip.compress(b"another\n"))
    assert outdated() == [files[STEM], files["capstone"]]
    monkeypatch.setattr(handed_out_questions, "drawn", lambda stem: gzip.compress(kept.key(stem).encode()))
    assert draw_again() == [files[STEM], files["capstone"]]
    assert outdated() == []


def test_they_are_drawn_the_same_again() -> None:
    """Nothing in the file depends on the time or on luck."""
    assert drawn(STEM) == drawn(STEM)
