"""A mark for a person goes into nbgrader's gradebook; texts that no file can hold are escaped."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

from grader.course.config import Course
from grader.course.decisions import Decision, Decisions, ForAll
from grader.nbgrader import judge as judging
from grader.nbgrader.intake import REVIEW, mark, read_notebook, too_long
from grader.nbgrader.judge import Judge
from grader.record import SubmissionEntry, SubmissionStatus
from grader.review import Doubt, DoubtKind
from tests import records

STEM = "ex1_by_hand"
ABOUT = {"notebook": STEM, "student": "ada", "assignment": STEM, "db_url": ""}


class Gradebook:
    """A gradebook with one grade that is above zero."""

    def __init__(self) -> None:
        self.grades = [SimpleNamespace(auto_score=score, needs_manual_grade=False) for score in (3.0, 0.0)]
        self.commits = 0
        self.db = SimpleNamespace(commit=self._commit)

    def _commit(self) -> None:
        self.commits += 1

    def find_submission_notebook(self, *about: str) -> Any:
        assert about == (STEM, STEM, "ada")
        return SimpleNamespace(grades=self.grades)


def test_what_was_earned_is_marked() -> None:
    """The score stays; where nothing was earned, nobody has to look."""
    book: Any = Gradebook()
    mark(book, ABOUT)
    assert [grade.needs_manual_grade for grade in book.grades] == [True, False]
    assert [grade.auto_score for grade in book.grades] == [3.0, 0.0]
    assert book.commits == 1


@pytest.mark.parametrize(
    ("status", "notes"), [(SubmissionStatus.NEEDS_REVIEW, ["look at it"]), (SubmissionStatus.GRADED, [])]
)
def test_the_judge_passes_the_mark_on(monkeypatch: pytest.MonkeyPatch, status: SubmissionStatus, notes: Any) -> None:
    checks = [records.check(f"{STEM}::gradients", "passed", score=3.0, max_score=3.0, title="law", message="")]
    entry = SubmissionEntry("ada", "", 3.0, 3.0, status, ["look at it"], [records.exercise(STEM, checks)], [])
    monkeypatch.setattr(judging, "_grade", lambda *_: entry)
    monkeypatch.setattr(Judge, "_restore", lambda self, nb, about: [])
    monkeypatch.setattr(Judge, "_rules", lambda self: Course())
    _, resources = Judge().preprocess(new_notebook(), {"nbgrader": ABOUT})
    assert resources[REVIEW] == notes


def test_what_a_person_decided_holds_for_notebooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A void check has full marks in its cell; what was accepted needs nobody any more; comments are there, once."""
    failed = records.check(f"{STEM}::gradients", "failed", score=0.0, max_score=3.0, title="law", message="")
    doubts = [Doubt(DoubtKind.CODE, "look at it", STEM)]
    entry = records.entry(
        "ada", [records.exercise(STEM, [failed])], path=".", status=SubmissionStatus.NEEDS_REVIEW, doubts=doubts
    )
    accepted = Decision("ada", STEM, "1", "accepted", 0.0, "Well explained.", "Dr. X", "today")
    decisions = Decisions([accepted], {f"{STEM}::gradients": ForAll("It was unclear.", "Dr. X", "today")})
    monkeypatch.setattr(judging, "_grade", lambda *_: entry)
    monkeypatch.setattr(Judge, "_restore", lambda self, nb, about: [])
    monkeypatch.setattr(Judge, "_rules", lambda self: Course(decisions=decisions))
    about = {"grade": True, "solution": False, "locked": True, "grade_id": "gradients", "points": 6.0}
    notebook = new_notebook(cells=[new_code_cell("", metadata={"nbgrader": about}) for _ in range(2)])
    graded, resources = Judge().preprocess(notebook, {"nbgrader": ABOUT})
    assert [determine_grade(cell) for cell in graded.cells] == [(6.0, 6.0)] * 2
    assert resources[REVIEW] == []
    said = [output.text for cell in graded.cells for output in cell.outputs if output.output_type == "stream"]
    assert said == ["ex1_by_hand: Well explained.\n'law' has full marks for everybody: It was unclear."]


def test_half_a_character_is_escaped(tmp_path: Path) -> None:
    """JSON can hold a lone surrogate; nothing that is written later can."""
    file = tmp_path / "notebook.ipynb"
    file.write_text(json.dumps(new_notebook(cells=[new_code_cell("a = '\ud800'")])))
    (cell,) = read_notebook(file.read_bytes()).cells
    assert cell.source == "a = '\\ud800'"


def test_long_cells_are_refused() -> None:
    """All code cells together have the limit of a file."""
    cells = [new_code_cell("é" * 10), new_code_cell("a" * 10)]
    assert not too_long(cells, 30)
    assert too_long(cells, 29) == ("the code cells have 30 bytes together; at most 29 are accepted")


@pytest.mark.parametrize("content", [b'{"cells": [' + b"{}," * 100_001, b"[" * 2_000_001])
def test_a_file_of_many_parts_is_not_read(content: bytes) -> None:
    with pytest.raises(ValueError, match="it has over 100,000 objects, or 2,000,000 items"):
        read_notebook(content)


@pytest.mark.filterwarnings("error")
def test_a_notebook_cannot_fill_the_terminal(recwarn: pytest.WarningsRecorder) -> None:
    """The library warns of each cell whose name comes twice."""
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "x",
        "source": "x = 1",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    notebook = {"cells": [cell] * 3, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    assert len(read_notebook(json.dumps(notebook).encode()).cells) == 3
    assert not recwarn.list
