"""The nbgrader course from release to feedback, with nbgrader's own commands."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

from nbgrader.api import Gradebook

from grader.authoring import markers
from grader.authoring.grade_ids import grade_id
from grader.course.registry import all_checks, hidden_checks
from grader.grading.plan import Plan
from grader.grading.submission import grade
from grader.intake.files import SourceFile, Submission
from grader.paths import KIT, REFERENCE
from tests import nbgrader_class as students
from tests.nbgrader_class import STEM, STUDENTS, load
from tests.nbgrader_course import BADGE, ONE_LEVEL, SECOND, scores


def test_scores_are_those_of_grader_grade(course: Path, scores_of_files: dict[str, dict[str, float]]) -> None:
    """Check by check, for every student."""
    found = scores(course)
    assert found.keys() == scores_of_files.keys() == STUDENTS.keys()
    for student in STUDENTS:
        assert found[student] == scores_of_files[student], student


def test_everybody_gets_what_the_work_is_worth(course: Path) -> None:
    """The totals are right, so that the test above does not pass because of two equal mistakes."""
    total = {student: sum(points.values()) for student, points in scores(course).items()}
    full = total["right"]
    assert full == sum(check.points for check in all_checks(STEM))
    assert {s for s in STUDENTS if total[s] == full} == {"right", "duplicated", "deleted", "messy", "helped", "late"}
    assert {s for s in STUDENTS if total[s] == 0} == {"blank", "broken", "edited", "forger"}


def test_feedback_shows_result_and_picture(course: Path) -> None:
    """Everybody has feedback; where a network was found on which the law does not hold, it is drawn."""
    for student in STUDENTS:
        assert (course / "feedback" / student / STEM / f"{STEM}.html").is_file(), student
    text = (course / "feedback" / "partial" / STEM / f"{STEM}.html").read_text()
    assert "What is right at each node" in text
    assert "Expected" in text
    assert "the cells of your notebook" in text
    text = (course / "feedback" / "endless" / STEM / f"{STEM}.html").read_text()
    assert "2 seconds of computing (8 on the clock)" in text
    assert "no notebook that can be read" in (course / "feedback" / "broken" / STEM / f"{STEM}.html").read_text()
    syntax = (course / "feedback" / "syntax" / STEM / f"{STEM}.html").read_text()
    assert "This cell is not Python" in syntax


def test_no_solution_and_no_hidden_check_gets_out(course: Path) -> None:
    """Neither the release nor a student's feedback contains a solution or a hidden check."""
    hidden = (KIT / "grader" / "hidden" / f"test_{STEM}.py").read_text(encoding="utf-8")
    public = (KIT / "skeleton" / "checks" / f"test_{STEM}.py").read_text(encoding="utf-8")
    secret = {line.strip() for line in hidden.splitlines()} - {line.strip() for line in public.splitlines()}
    secret = {line for line in secret if len(line) >= markers.TELLING}
    secret = {line for line in secret if not line.startswith(('"""', "@check", "from "))}
    secret |= markers.solution_lines((REFERENCE / f"{STEM}.py").read_text(encoding="utf-8"))
    assert len(secret) > 20
    release = load(course / "release" / STEM / f"{STEM}.ipynb")
    shown = {"release": "\n".join(students.source(cell) for cell in release["cells"])}
    for student in ("blank", "forger", "edited"):
        notebook = load(course / "autograded" / student / STEM / f"{STEM}.ipynb")
        shown[student] = json.dumps(notebook, ensure_ascii=False).replace('\\"', '"')
        feedback = (course / "feedback" / student / STEM / f"{STEM}.html").read_text()
        assert "HIDDEN TESTS" not in feedback
    for where, text in shown.items():
        assert "HIDDEN TESTS" not in text
        assert "MARK SCHEME" not in text
        assert [line for line in secret if line in text] == [], where


def test_classes_that_build_on_each_other(course: Path) -> None:
    """The second assignment: scores as of the same file, and the network on which it fails, drawn."""
    source = (REFERENCE / f"{SECOND}.py").read_text(encoding="utf-8")
    assert ONE_LEVEL[0] in source
    file = SourceFile(Path(f"{SECOND}.py"), source.replace(*ONE_LEVEL))
    entry = grade(Submission("partial", Path(), {SECOND: file}), Plan((SECOND,))).exercises[0]
    found = scores(course, SECOND)
    assert found["partial"] == {grade_id(c.id, c.hidden): c.score for c in entry.checks}
    assert 0 < sum(found["partial"].values()) < sum(found["right"].values()) == entry.max_score
    text = (course / "feedback" / "partial" / SECOND / f"{SECOND}.html").read_text()
    assert '<svg class="backprop"' in text


def test_a_badge_is_an_assignment_of_its_own(course: Path) -> None:
    """Solved, it has all of its points, and untouched none; there is feedback that a browser can open."""
    found = scores(course, BADGE)
    assert found["right"] == {
        grade_id(check.id, check in hidden_checks(BADGE)): check.points for check in all_checks(BADGE)
    }
    assert set(found["blank"].values()) == {0.0}
    for student in ("right", "blank"):
        assert (course / "feedback" / student / BADGE / f"{BADGE}.html").stat().st_size < 2_000_000


def test_late_penalty(course: Path) -> None:
    """nbgrader's own plug-in for it works as it does."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        late = gradebook.find_submission(STEM, "late")
        assert late.late_submission_penalty == late.score > 0


def test_export_is_safe_and_has_a_column_for_each_check(course: Path) -> None:
    rows = list(csv.DictReader((course / "grades.csv").open(encoding="utf-8", newline="")))
    assert [row["student_id"] for row in rows] == sorted([*STUDENTS, "absent"])
    by_student = {row["student_id"]: row for row in rows}
    assert by_student["absent"]["last_name"] == '\'=HYPERLINK("http://example.org")'
    assert by_student["absent"]["first_name"] == 'a, "b"'
    assert by_student["absent"]["score"] == "0"
    assert by_student["late"]["score"] == "0"
    found = scores(course)
    for student, points in found.items():
        row = by_student[student]
        assert float(row["raw_score"]) == sum(points.values())
        columns = {name.partition("::")[2].partition(" ")[0]: value for name, value in row.items() if "::" in name}
        assert {name: float(value) for name, value in columns.items()} == points
