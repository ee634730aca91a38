"""Repositories and notebooks in one gradebook, and the export of it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

from nbgrader.api import Gradebook

from grader.cli import main
from grader.nbgrader.export import CheckedCsvExport
from grader.record import SubmissionStatus, to_data
from tests import records
from tests.nbgrader_class import run
from tests.once import once

STEM = "ex1_by_hand"


@pytest.fixture
def course(shared: Path, tmp_path: Path) -> Path:
    """A course with one assignment of two checks."""
    return shutil.copytree(once(shared, "empty-course", make_course), tmp_path / "course")


def make_course(folder: Path) -> None:
    """nbgrader's command makes the gradebook's tables, and takes five seconds for that."""
    folder.mkdir()
    run(folder, "nbgrader", "db", "assignment", "add", STEM)
    with gradebook(folder) as book:
        book.add_notebook(STEM, STEM)
        for name, points in (("gradients", 3), ("hidden-long_training", 2)):
            book.add_grade_cell(name, STEM, STEM, max_score=points, cell_type="code")


def gradebook(folder: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{folder}/gradebook.db")


def entry(student: str, *scores: float, status: str = "graded", file: str | None = "x.py") -> dict[str, Any]:
    """An entry of a record, as `grader grade --json` writes it."""
    checks = [
        records.check(f"{STEM}::gradients", score=scores[0], max_score=3.0),
        records.check(f"{STEM}::long_training", hidden=True, score=scores[1], max_score=2.0),
    ]
    whole = records.entry(student, [records.exercise(STEM, checks, file)], status=SubmissionStatus(status))
    data: dict[str, Any] = to_data(whole)
    return data


def sync(course: Path, *entries: dict[str, Any], schema: int = 1) -> Any:
    record = course.parent / "record.json"
    records.write({**records.data(records.record([])), "schema": schema, "submissions": entries}, record)
    return CliRunner().invoke(main, ["nbgrader-sync", str(record), "--course", str(course)])


def scores(course: Path) -> dict[str, list[float]]:
    with gradebook(course) as book:
        return {
            s.student.id: [g.score for notebook in s.notebooks for g in sorted(notebook.grades, key=lambda g: g.name)]
            for s in book.assignment_submissions(STEM)
        }


def test_scores_of_repositories_are_written(course: Path) -> None:
    """Written again, scores are replaced; a student without files has no submission."""
    result = sync(course, entry("ada", 3.0, 0.0), entry("bo/backprop", 0.0, 2.0), entry("cy", 0.0, 0.0, file=None))
    assert result.exit_code == 0, result.output
    assert "ada: 1 exercise written" in result.output
    assert scores(course) == {"ada": [3.0, 0.0], "bo/backprop": [0.0, 2.0]}
    assert sync(course, entry("ada", 3.0, 2.0)).exit_code == 0
    assert scores(course)["ada"] == [3.0, 2.0]


def test_a_badge_is_written_where_it_is_an_assignment(course: Path) -> None:
    """The capstone has no notebook, so it has no place in the gradebook either."""
    one = entry("ada", 3.0, 0.0)
    badges = [{**one["exercises"][0], "id": stem, "earned": False} for stem in (STEM, "capstone")]
    assert sync(course, {**one, "exercises": [], "badges": badges}).output == "ada: 1 exercise written\n"
    assert scores(course) == {"ada": [3.0, 0.0]}
    badges[0]["checks"] = badges[0]["checks"][:1]
    assert "long_training" in sync(course, {**one, "exercises": [], "badges": badges}).output


def test_a_notebook_keeps_its_scores(course: Path) -> None:
    (course / "autograded" / "ada" / STEM).mkdir(parents=True)
    (course / "autograded" / "ada" / STEM / f"{STEM}.ipynb").touch()
    result = sync(course, entry("ada", 3.0, 0.0))
    assert "there is a notebook, whose scores stay" in result.output
    assert scores(course) == {}


def test_what_needs_a_person_is_left_out(course: Path) -> None:
    result = sync(course, entry("ada", 3.0, 0.0, status="needs_review"))
    assert "needs a person" in result.output
    assert scores(course) == {}


def test_decisions_and_the_late_penalty_are_written(course: Path) -> None:
    """Refused: no points. A point taken off for being late is a penalty, which nbgrader subtracts itself."""
    refused, late, excused = entry("ada", 3.0, 2.0), entry("bo", 3.0, 1.0), entry("cy", 3.0, 2.0)
    refused["exercises"][0] |= {"score": 0.0, "decided": {"verdict": "refused", "by": "Dr. X", "at": "today"}}
    late["exercises"][0] |= {"score": 3.0, "late": {"days": 1, "percent": 25.0, "points": -1.0}}
    excused["exercises"][0] |= {"score": 0.0, "max_score": 0.0, "excused": True}
    result = sync(course, refused, late, excused)
    assert "cy: 0 exercises written; excused, so nothing was written, from ex1_by_hand" in result.output
    assert scores(course) == {"ada": [0.0, 0.0], "bo": [3.0, 1.0]}
    with gradebook(course) as book:
        assert book.find_submission(STEM, "bo").late_submission_penalty == 1.0
    assert sync(course, entry("bo", 3.0, 1.0)).exit_code == 0
    with gradebook(course) as book:
        assert book.find_submission(STEM, "bo").late_submission_penalty == 0.0


def test_a_score_by_hand_stays(course: Path) -> None:
    """nbgrader then asks a person to look once more."""
    sync(course, entry("ada", 3.0, 0.0))
    with gradebook(course) as book:
        book.find_grade("gradients", STEM, STEM, "ada").manual_score = 1.5
        book.db.commit()
    sync(course, entry("ada", 0.0, 0.0))
    assert scores(course)["ada"] == [1.5, 0.0]
    with gradebook(course) as book:
        assert book.find_submission(STEM, "ada").needs_manual_grade


def test_other_checks_are_refused(course: Path) -> None:
    """Nothing is written, and the message says which check is too many."""
    other = entry("ada", 3.0, 0.0)
    other["exercises"][0]["checks"][0]["id"] = f"{STEM}::renamed"
    result = sync(course, other)
    assert result.exit_code == 1
    assert "gradients, renamed" in result.output
    assert scores(course) == {}


def test_errors_say_what_to_do(course: Path, tmp_path: Path) -> None:
    """No gradebook, no such assignment, no record: one line each, never a traceback."""
    other = entry("ada", 3.0, 0.0)
    other["exercises"][0]["id"] = "ex2_compile"
    assert "nbgrader generate_assignment ex2_compile" in sync(course, other).output
    assert "with schema 1, got schema 7" in sync(course, schema=7).output
    (tmp_path / "text").write_text("not JSON")
    result = CliRunner().invoke(main, ["nbgrader-sync", str(tmp_path / "text"), "--course", str(course)])
    assert "got no JSON" in result.output
    (course / "gradebook.db").unlink()
    assert "gradebook.db does not exist" in sync(course).output


def test_export_has_both_kinds_of_students_and_no_formulas(course: Path) -> None:
    with gradebook(course) as book:
        book.add_student("=1+1", last_name='O\'Neil, "X"', first_name="@SUM(A1)", email="a\nb@example.org")
        sync(course, entry("ada", 3.0, 0.0))
        path = course.parent / "grades.csv"
        CheckedCsvExport(to=str(path)).export(book)
    rows = {row["student_id"]: row for row in csv.DictReader(path.open(encoding="utf-8", newline=""))}
    assert rows["ada"][f"{STEM}::gradients /3"] == "3"
    assert rows["ada"][f"{STEM}::hidden-long_training /2"] == "0"
    assert (rows["ada"]["score"], rows["ada"]["max_score"]) == ("3", "5")
    odd = rows["'=1+1"]
    assert (odd["last_name"], odd["first_name"]) == ('O\'Neil, "X"', "'@SUM(A1)")
    assert odd["score"] == "0"
    assert odd[f"{STEM}::gradients /3"] == ""
