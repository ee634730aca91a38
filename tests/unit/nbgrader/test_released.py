"""What was handed out is read from the gradebook once for all students of a command."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

from nbformat.v4 import new_notebook

from grader.nbgrader.intake import Intake
from grader.nbgrader.judge import Judge
from grader.nbgrader.released import Released

ABOUT = {"notebook": "ex1_by_hand", "assignment": "ex1_by_hand", "db_url": "sqlite://", "student": "ada"}


def cell(name: str, **about: Any) -> Any:
    return SimpleNamespace(name=name, source=f"# {name}", cell_type="code", checksum="", **{"locked": True, **about})


CELLS = Released(
    {"given": cell("given"), "stub": cell("stub", locked=False), "gradients": cell("gradients")},
    {"gradients": 3.0},
    frozenset({"stub"}),
)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notebooks whose cells were read from a gradebook."""
    found: list[str] = []

    def read(about: dict[str, str]) -> Released:
        found.append(about["notebook"])
        return CELLS

    monkeypatch.setattr(Released, "read", read)
    return found


def test_the_exporter_and_the_judge_read_once(reads: list[str]) -> None:
    """The second student, and the judge of each, get what was read; another notebook is read by itself."""
    intake = Intake()
    for student in ("ada", "ben"):
        about = {**ABOUT, "student": student}
        assert intake.released(about) is CELLS
        notebook = new_notebook()
        (given,) = Judge(parent=intake)._restore(notebook, about)
        assert (given.kind, given.source) == ("given", "# given")
        assert [one.metadata.nbgrader.grade_id for one in notebook.cells] == ["gradients"]
    intake.released({**ABOUT, "notebook": "ex2_compile"})
    assert reads == ["ex1_by_hand", "ex2_compile"]


def test_another_command_reads_anew(reads: list[str]) -> None:
    """Between two commands, the assignment may have been generated once more."""
    Intake().released(ABOUT)
    Intake().released(ABOUT)
    Judge()._restore(new_notebook(), ABOUT)
    assert len(reads) == 3


def test_no_student_changes_what_the_next_one_gets() -> None:
    """A notebook takes the metadata for its own, and may change it."""
    CELLS.kinds()["gradients"]["points"] = 100
    assert CELLS.kinds()["gradients"]["points"] == 3.0
    assert {name: (kind["grade"], kind["solution"], kind["locked"]) for name, kind in CELLS.kinds().items()} == {
        "given": (False, False, True),
        "stub": (False, True, False),
        "gradients": (True, False, True),
    }
