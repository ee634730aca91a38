"""Exceptions in the forms of the record: a student's own is shown, and nobody else's to a student."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.console import Console

from grader.grading.student_view import counts_sentence, for_student
from grader.record import Record, to_data
from grader.reports import console
from grader.reports.csv import csv
from grader.reports.gradescope import gradescope
from grader.reports.html import figures
from grader.reports.html.class_page import class_page
from grader.reports.html.student_pages import file_name, write_student_pages
from grader.reports.junit import junit
from tests import records
from tests.hostile_class import KEY

STEMS = ("ex1_by_hand", "ex2_compile")


@pytest.fixture
def record() -> Record:
    """Ada is excused from exercise 1 and has more time for exercise 2; ben has nothing."""
    full = [records.exercise(stem, [records.check(f"{stem}::a")]) for stem in STEMS]
    own = [replace(full[0], excused=True, score=0, max_score=0), replace(full[1], until="LATER", late_days=2)]
    ada = records.entry("ada", own, notes=["ex1_by_hand: excused", "ex2_compile: extended until LATER"])
    return records.record([ada, records.entry("ben", full)])


def shown(record: Record) -> str:
    terminal = Console(file=io.StringIO(), width=100)
    console.show(record, terminal)
    text: str = terminal.file.getvalue()  # type: ignore[attr-defined]
    return text


def test_the_class_as_a_table(record: Record) -> None:
    """The heading has the points of those who are not excused."""
    lines = shown(record).splitlines()
    assert "/2" in lines[2]
    assert "/0" not in lines[2]
    (ada,) = [line for line in lines if "ada" in line]
    assert ada.split("│")[2:5] == [" exc. ", "   2 ", " 2 / 2 "]


def test_one_submission(record: Record) -> None:
    assert "ex1_by_hand  excused" in shown(replace(record, submissions=record.submissions[:1]))


def test_gradescope_knows_the_points_of_all_exercises_only(record: Record) -> None:
    """Ada's 2 of 2 are 4 of 4 there, as on Canvas: it cannot be told that an exercise is left out."""
    scores = [json.loads(gradescope(replace(record, submissions=[one])))["score"] for one in record.submissions]
    assert scores == [4, 4]


def test_csv(record: Record) -> None:
    assert csv(record).splitlines()[1].startswith("ada,excused,2,2,2,graded,")


def test_the_class_page(record: Record) -> None:
    """Who is excused is left out of an exercise's figures."""
    first, second = figures.exercises(record)
    assert (first.max_score, first.mean, first.full, first.none) == (2, 2, 1, 0)
    assert second.full == 2
    assert [(one.passed, one.students) for one in figures.checks(record)] == [(1, 1), (2, 2)]
    assert counts_sentence(record.submissions[0].exercises) == "1 of 1 visible checks pass"
    page = class_page(record)
    assert '<td class="h0">exc.</td>' in page


def test_an_exercise_from_which_everybody_is_excused(record: Record) -> None:
    only = replace(record, submissions=record.submissions[:1])
    assert figures.exercises(only)[0].max_score == 0
    assert "exc." in class_page(only)


def test_a_student_sees_the_own_exception_only(record: Record, tmp_path: Path) -> None:
    ada, ben = for_student(record).submissions
    assert ada.exercises[0].excused
    assert (ada.exercises[1].until, ada.exercises[1].late_days) == ("LATER", 2)
    write_student_pages(record, tmp_path, KEY)
    pages = {name: (tmp_path / file_name(name, KEY)).read_text() for name in ("ada", "ben")}
    assert "excused" in pages["ada"]
    alone = replace(record, submissions=record.submissions[1:])
    for text in (str(to_data(ben)), pages["ben"], gradescope(alone), junit(alone)):
        assert "excused" not in text
        assert "LATER" not in text
