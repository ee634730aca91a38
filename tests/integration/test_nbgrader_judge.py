"""The preprocessor by itself: results that are no grades, and code that does not end."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

from checks.explain.failure import Failure
from checks.explain.messages import explain
from checks.model.status import Status
from grader.authoring.reference_module import ReferenceModule
from grader.course.config import Course
from grader.course.limits import Limits
from grader.course.registry import all_checks
from grader.nbgrader.code import CodeCell, module_of
from grader.nbgrader.judge import Judge
from grader.paths import REFERENCE
from grader.record import ExerciseEntry, MisconceptionName
from grader.review import FeedbackPolicy
from tests import records

STEM = "ex1_by_hand"
SOLVED = (REFERENCE / f"{STEM}.py").read_text(encoding="utf-8")
ABOUT = {"nbgrader": {"notebook": STEM, "student": "ada", "assignment": STEM, "db_url": ""}}


def notebook(name: str, points: float = 3.0) -> Any:
    about = {"grade": True, "solution": False, "locked": True, "grade_id": name, "points": points}
    return new_notebook(cells=[new_code_cell("", metadata={"nbgrader": about})])


def entry(*statuses: str, score: float = 0.0, hidden: bool = False) -> ExerciseEntry:
    """An entry with a check for each status; nbgrader knows only the check of the one grade cell."""
    about: dict[str, Any] = {"title": "law", "message": "why", "hidden": hidden, "score": score, "max_score": 3.0}
    return records.exercise(STEM, [records.check(f"{STEM}::gradients", status, **about) for status in statuses])


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Judge:
    """A judge without a gradebook, with a short patience."""
    monkeypatch.setattr(Judge, "_restore", lambda self, nb, about: [])
    monkeypatch.setattr(Judge, "_rules", lambda self: Course(limits=Limits(call_seconds=3)))
    return Judge()


@pytest.mark.parametrize(
    ("status", "score", "points"), [("passed", 3.0, 6.0), ("failed", 0.0, 0.0), ("passed", 9.0, 6.0)]
)
def test_nbgrader_reads_the_score(
    judge: Judge, monkeypatch: pytest.MonkeyPatch, status: str, score: float, points: float
) -> None:
    """The score is in proportion to the cell's points, and never above them."""
    monkeypatch.setattr(Judge, "_graded", lambda *_: entry(status, score=score))
    nb, _ = judge.preprocess(notebook("gradients", points=6.0), ABOUT)
    assert determine_grade(nb.cells[0]) == (points, 6.0)


def test_a_grader_error_is_no_grade(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judge, "_graded", lambda *_: entry("grader_error"))
    with pytest.raises(RuntimeError, match="could not be judged"):
        judge.preprocess(notebook("gradients"), ABOUT)


def test_a_grade_cell_without_a_check_is_no_grade(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judge, "_graded", lambda *_: entry())
    with pytest.raises(RuntimeError, match="generate ex1_by_hand once more"):
        judge.preprocess(notebook("gradients"), ABOUT)


def test_of_a_hidden_check_only_the_title_is_shown(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judge, "_graded", lambda *_: entry("failed", hidden=True))
    nb, _ = judge.preprocess(notebook("hidden-gradients"), ABOUT)
    assert nb.cells[0].source == "# Hidden: law"
    assert "why" not in str(nb.cells[0].outputs)


@pytest.mark.parametrize(
    ("show", "seen", "unseen"),
    [
        ("mistake", ["EXPECTED", "WHEN", "The sign is lost"], []),
        ("counterexample", ["EXPECTED"], ["WHEN", "The sign is lost"]),
        ("title", ["law"], ["EXPECTED", "WHEN", "The sign is lost"]),
    ],
)
def test_a_notebook_shows_what_the_policy_lets_every_form_show(
    judge: Judge, monkeypatch: pytest.MonkeyPatch, show: str, seen: list[str], unseen: list[str]
) -> None:
    failure = Failure(STEM, "law", Status.FAILED, expected="EXPECTED", got="GOT", condition="It fails whenever WHEN.")
    mistake = MisconceptionName("sign_lost", "The sign is lost", "Look at the minus.")
    about: dict[str, Any] = {"title": "law", "message": explain(failure), "failure": failure, "misconception": mistake}
    for hidden, policy in ((False, FeedbackPolicy(show)), (True, FeedbackPolicy(show, [STEM]))):
        check = records.check(f"{STEM}::gradients", "failed", hidden=hidden, **about)
        monkeypatch.setattr(Judge, "_graded", lambda *_, check=check: records.exercise(STEM, [check]))
        monkeypatch.setattr("grader.nbgrader.judge.policy_of", lambda *_, policy=policy: policy)
        nb, _ = judge.preprocess(notebook("hidden-gradients" if hidden else "gradients"), ABOUT)
        shown = str(nb.cells[0].outputs)
        assert [word for word in seen if word not in shown] == []
        assert [word for word in unseen if word in shown] == []


@pytest.mark.parametrize(
    "tail", ["boom()", "while True:\n    pass", "raise SystemExit", "import os\nos._exit(3)", "await x"]
)
def test_code_that_does_not_come_to_its_end(judge: Judge, tail: str) -> None:
    """The definitions before it count in full, and the cell says what was left out."""
    module = module_of([CodeCell("solution", f"{SOLVED}\n{tail}")], set(ReferenceModule(STEM).definitions))
    entry = judge._graded(STEM, module, "", "ada", judge._rules())
    assert entry.score == sum(one.points for one in all_checks(STEM))
    assert list(module.problems) == [0]
