"""What Gradescope tells an autograder becomes a collection, so that exceptions and late days hold there as well."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.course.config import Course
from grader.course.exceptions import StudentException
from grader.intake.collected import read_collection
from grader.intake.lms.gradescope import collect_gradescope
from grader.intake.roster import RosterRow

EX1, EX2 = "ex1_by_hand", "ex2_compile"
ROWS = [RosterRow("ada", email="Ada@example.edu"), RosterRow("ben", email="ben@example.edu")]
DEADLINE = datetime(2026, 10, 1, 12, tzinfo=UTC)
LATER, LATEST = DEADLINE + timedelta(hours=5), DEADLINE + timedelta(hours=30)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def earlier(time: datetime, **texts: str) -> dict[str, Any]:
    """An earlier submission, graded with these texts of exercises."""
    digests = {stem: digest(text) for stem, text in texts.items()}
    return {"submission_time": time.isoformat(), "score": 1.0, "results": {"extra_data": {"exercises": digests}}}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "submission/backprop").mkdir(parents=True)
    (tmp_path / f"submission/backprop/{EX1}.py").write_text("one")
    (tmp_path / f"submission/{EX2}.py").write_text("two")
    (tmp_path / "submission/plots").mkdir()
    return tmp_path


def told(root: Path, email: str = "ada@example.edu", **more: Any) -> Path:
    """Write the file as Gradescope documents it."""
    file = root / "submission_metadata.json"
    about = {
        "id": 123456,
        "created_at": LATEST.isoformat(),
        "assignment": {"due_date": DEADLINE.isoformat(), "late_due_date": None, "total_points": "26.0"},
        "submission_method": "upload",
        "users": [{"email": email, "id": 1234, "name": "Ada Lovelace"}],
        "previous_submissions": [],
    }
    file.write_text(json.dumps(about | more))
    return file


COURSE = Course(exercises=(EX1, EX2), deadlines={EX1: DEADLINE, EX2: DEADLINE})


def test_the_folder_has_the_name_of_the_roster(root: Path) -> None:
    name, found = collect_gradescope(told(root), ROWS, root / "collected", COURSE)
    assert (name, found.remarks) == ("ada", [])
    assert sorted(path.name for path in (root / "collected/ada").rglob("*.py")) == [f"{EX1}.py", f"{EX2}.py"]
    assert not (root / "collected/ada/plots").exists()
    collection = read_collection(root / "collected")
    assert collection is not None
    assert collection.students["ada"].handed_in == {EX1: LATEST, EX2: LATEST}


@pytest.mark.parametrize(
    ("email", "rows", "name", "remarks"),
    [
        ("eve@example.edu", ROWS, "eve@example.edu", ["not in the roster"]),
        ("eve@example.edu", [], "eve@example.edu", []),
        ("../../eve", [], "eve", []),
    ],
)
def test_who_is_in_no_roster_has_the_address_as_a_name(
    root: Path, email: str, rows: list[RosterRow], name: str, remarks: list[str]
) -> None:
    got, found = collect_gradescope(told(root, email), rows, root / "collected", COURSE)
    assert (got, found.remarks) == (name, remarks)
    assert (root / "collected" / name).is_dir()


def test_an_exercise_is_as_late_as_its_text(root: Path) -> None:
    """Exercise 1 is the same since before the deadline, exercise 2 since five hours after it.

    A grading that failed says nothing, and what came before another text does not count.
    """
    before = [
        earlier(LATER, **{EX1: "one", EX2: "two"}),
        earlier(DEADLINE - timedelta(hours=2), **{EX1: "one", EX2: "else"}),
        earlier(DEADLINE - timedelta(hours=3), **{EX1: "else", EX2: "two"}),
        {"submission_time": (LATER - timedelta(hours=1)).isoformat(), "score": 0.0, "results": None},
    ]
    _, found = collect_gradescope(told(root, previous_submissions=before), ROWS, root / "collected", COURSE)
    assert found.handed_in == {EX2: LATER}


def test_an_extension_is_for_the_grading_to_count(root: Path) -> None:
    """The time is noted as for a repository: whether it is late, the course says when it is graded."""
    students = {"ada": {"all": StudentException(more=timedelta(days=2))}}
    course = Course(exercises=(EX1, EX2), deadlines=COURSE.deadlines, students=students)
    _, found = collect_gradescope(told(root), ROWS, root / "collected", course)
    assert found.handed_in == {EX1: LATEST, EX2: LATEST}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "submission_metadata.json: expected what Gradescope documents, got something else: Object missing"),
        ('{"created_at": "2026-10-01T12:00:00Z", "users": []}', "got something else"),
        ('{"created_at": "2026-10-01T12:00:00", "users": [{"email": "a@b.c"}]}', "got something else"),
        ("not JSON", "got something else"),
        (None, "submission_metadata.json cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_is_something_else(root: Path, text: str | None, said: str) -> None:
    file = root / "submission_metadata.json"
    if text is not None:
        file.write_text(text)
    (root / "collected").mkdir()
    (root / "collected/mine.txt").write_text("kept")
    command = ["collect", "--gradescope", str(file), "--into", str(root / "collected")]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, said in result.stderr) == (2, True), result.output
    assert [path.name for path in (root / "collected").iterdir()] == ["mine.txt"]


def test_no_submission_beside_the_file(root: Path) -> None:
    (root / "submission").rename(root / "elsewhere")
    result = CliRunner().invoke(main, ["collect", "--gradescope", str(told(root)), "--into", str(root / "collected")])
    assert result.exit_code == 2
    assert "expected the folder with the submission beside submission_metadata.json, got none" in result.stderr


def test_what_no_collection_has_made_is_not_replaced(root: Path, tmp_path: Path) -> None:
    thesis = tmp_path / "into/ada/thesis.tex"
    thesis.parent.mkdir(parents=True)
    thesis.write_text("years of work")
    with pytest.raises(ValueError, match="expected work of an earlier collection"):
        collect_gradescope(told(root), ROWS, tmp_path / "into", Course())
    assert thesis.exists()
