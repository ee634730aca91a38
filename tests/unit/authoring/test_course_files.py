"""The students' files are those of a course: exercises, points, and what the README says of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.student import handed_out
from grader.authoring.course_checks import DIGESTS, left_out, with_points
from grader.authoring.course_readme import readme_for
from grader.authoring.release import student_files
from grader.course.config import Course, read_course
from grader.course.points import points_of_exercise
from grader.paths import SKELETON

README = (SKELETON / "README.md").read_text(encoding="utf-8")

COURSE = """
name = "Deep Learning 1"
help = "dl1@example.edu"
exercises = ["ex1_by_hand", "ex2_compile", "ex5_outputs"]
late_days = 2
deadlines.all = "2026-12-20 23:59 Europe/Berlin"
late = { percent_per_day = 10, days = 3 }
points.ex2_compile = 20
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "course.toml").write_text(COURSE)
    return read_course(tmp_path / "course.toml")


def test_without_a_course_file_the_readme_is_the_kits() -> None:
    assert readme_for(README, Course()) == README


def test_what_is_made_anew_is_what_pytest_prints() -> None:
    """The skeleton's README shows pytest's real output: for the whole course, what is made is the same."""
    assert (
        readme_for(README, Course(name="Mine")).partition("A neural network")[2]
        == README.partition("A neural network")[2]
    )


def test_the_top_says_what_differs_between_courses(course: Course) -> None:
    top = readme_for(README, course).partition("A neural network")[0]
    assert top.splitlines()[2:] == [
        "**Deep Learning 1**",
        "",
        "| exercise | points | until |",
        "|---|---|---|",
        "| 1 Gradient descent by hand | 14 | Sunday 20 December 2026, 23:59 (Europe/Berlin) |",
        "| 2 Compile: find the inputs once | 20 | Sunday 20 December 2026, 23:59 (Europe/Berlin) |",
        "| 5 Outputs: more than one number | 15 | Sunday 20 December 2026, 23:59 (Europe/Berlin) |",
        "",
        "You may be late by 2 days in all: they are spent by themselves, a day begun is a day, "
        "in the order of the deadlines.",
        "",
        "What is later than that loses 10 % of an exercise's points for each day begun, and is taken for 3 days.",
        "",
        "Questions: dl1@example.edu",
        "",
    ]


def test_no_exercise_is_named_that_the_student_does_not_have(course: Course) -> None:
    text = readme_for(README, course)
    named = (
        [f"exercise {n}" for n in (3, 4, 6, 7, 8, 9)] + [f"ex{n}" for n in (3, 4, 6, 7, 8, 9)] + ["badge", "capstone"]
    )
    inside = text.partition("Exercise 2: What depends")[0] + text.partition("draws the same line")[2]
    assert not [name for name in named if name in inside]
    assert "0 of 38 points" in text and "next, " not in text
    without = readme_for(README, Course(exercises=("ex4_macros",)))
    assert "An hour of it" not in without and "ex2" not in without and "The grader runs a few more" in without
    assert "`python -m backprop check 4`" in without


def test_the_rule_where_nothing_late_is_taken(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text("deadlines.ex1_by_hand = 2026-12-01T12:00:00Z\n")
    top = readme_for(README, read_course(tmp_path / "course.toml")).partition("A neural network")[0]
    assert "| 1 Gradient descent by hand | 14 | Tuesday 1 December 2026, 12:00 (UTC) |" in top
    assert "| 2 Compile: find the inputs once | 12 |  |" in top
    assert "What is late is not taken." in top


def test_the_files_hold_the_points_and_their_digests(course: Course) -> None:
    files = student_files(course)
    assert not [path for path in files if "ex8" in path or "capstone" in path or "ex3" in path]
    points = points_of_exercise("ex2_compile", course.points)
    text = files["checks/test_ex2_compile.py"].decode()
    shown = sum(points[f"ex2_compile::{name}"] for name in _checks(text))
    assert shown == 15 and sum(points.values()) == 20
    digests = json.loads(files[DIGESTS])
    assert all(handed_out.digest(files[name]) == digest for name, digest in digests.items())


def test_badges_are_for_who_has_all_exercises() -> None:
    assert left_out(Course()) == set()
    assert {"ex8_unroll", "capstone", "ex7_multi_parent"} <= left_out(Course(exercises=("ex1_by_hand",)))


def test_points_are_set_wherever_they_stand() -> None:
    source = (
        '@check("the law: é", 2,\n  clauses=())\ndef test_a(): ...\n\n\n@check(law="x", points=1)\ndef test_b(): ...\n'
    )
    made = with_points(source, "ex1", {"ex1::a": 2.5, "ex1::b": 4.0})
    assert made == source.replace('é", 2,', 'é", 2.5,').replace("points=1", "points=4")


def _checks(text: str) -> list[str]:
    """The names of the checks in a module, as its functions."""
    return [
        line.partition("(")[0].removeprefix("def test_") for line in text.splitlines() if line.startswith("def test_")
    ]
