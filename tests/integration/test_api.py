"""The public Python interface: it gives the same grades as the command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grader.api import Course, grade, grade_class, read_record, write_record
from grader.course.config import CourseError
from grader.intake.files import read_submission
from grader.paths import KIT, REFERENCE
from grader.sandbox import choose
from tests.places import SUBMISSIONS
from tests.records import as_in_a_file

EXAMPLE = KIT / "docs/examples/grade_a_folder.py"
STEM = "ex1_by_hand"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A class of two."""
    for name in ("ada", "daan"):
        (tmp_path / "class" / name).mkdir(parents=True)
        source = next((SUBMISSIONS / name).rglob(f"{STEM}.py"))
        (tmp_path / "class" / name / f"{STEM}.py").write_bytes(source.read_bytes())
    return tmp_path / "class"


def test_one_and_a_class_get_the_same(two: Path, tmp_path: Path) -> None:
    """As a folder, as files that were read, or in a class, a submission has the same grade, by the course's points."""
    course = Course(exercises=(STEM,), points={STEM: 28})
    one = grade(two / "daan", course)
    record = grade_class([two], course)
    assert as_in_a_file(record.submissions[1]) == as_in_a_file(one)
    assert (one.student, one.score, one.max_score) == ("daan", 12, 28)
    assert grade(read_submission(two / "daan", "daan", 500_000), course) == one
    assert record.sandbox == choose().name
    assert list(record.kit.points) == [STEM]
    write_record(record, tmp_path / "r.json")
    assert as_in_a_file(read_record(tmp_path / "r.json")) == as_in_a_file(record)


def test_course_by_its_file(two: Path, tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text(f'exercises = ["{STEM}"]\n')
    assert grade(str(two / "ada"), str(tmp_path / "course.toml")).max_score == 14
    (tmp_path / "course.toml").write_text("nonsense = 1\n")
    with pytest.raises(CourseError, match="nonsense"):
        grade(two / "ada", tmp_path / "course.toml")


def test_what_is_no_folder_is_refused(two: Path) -> None:
    with pytest.raises(NotADirectoryError, match="nobody is no folder"):
        grade(two / "nobody")
    with pytest.raises(NotADirectoryError, match="nobody is no folder"):
        grade_class([two, two / "nobody"])


def test_a_store_keeps_entries_as_the_grading_left_them(two: Path, tmp_path: Path) -> None:
    """A course with other points needs no new grading."""
    store = tmp_path / "store"
    first = grade_class([two], Course(exercises=(STEM,)), store=store)
    graded = sorted(path.stat().st_mtime_ns for path in store.rglob("*.json"))
    second = grade_class([two], Course(exercises=(STEM,), points={STEM: 28}), store=store)
    assert [entry.score for entry in first.submissions] == [14, 6]
    assert [entry.score for entry in second.submissions] == [28, 12]
    assert sorted(path.stat().st_mtime_ns for path in store.rglob("*.json")) == graded


def test_example_of_the_documentation(two: Path) -> None:
    """Ten lines that grade a folder."""
    done = subprocess.run([sys.executable, EXAMPLE, two], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[0] == "ada: 14 of 14 points, graded"
    assert lines[1] == "daan: 6 of 14 points, graded"
    assert "    ✗ gradients() follows the chain rule" in lines


def test_a_badge_by_its_name(tmp_path: Path) -> None:
    """An assignment of nbgrader may be a badge: then it is graded like an exercise."""
    entry = grade(REFERENCE, exercises=["ex8_unroll"])
    assert [exercise.id for exercise in entry.exercises] == ["ex8_unroll"]
    assert entry.score == entry.max_score > 0
    with pytest.raises(ValueError, match="got ex12_dreams"):
        grade(REFERENCE, exercises=["ex12_dreams"])
