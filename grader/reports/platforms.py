"""Writes the grades as the tables that learning platforms import.

A score is empty where it is no grade yet: nothing was collected, or a person has to look first. An import leaves the
score of an empty cell as it is on the platform.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.course.config import Course
from grader.course.rounding import round_points
from grader.grading.student_view import left_out
from grader.intake.people import Person
from grader.record import ExerciseEntry, Record, SubmissionEntry, SubmissionStatus
from grader.reports.csv import plain_text

EXCUSED = "EX"
"""Canvas' score of who is excused. Moodle has no word for it."""

TOTAL = "total"

People = Mapping[str, Person]
"""By the students' folders, see `place_of`."""


def canvas_csv(record: Record, course: Course, people: People) -> str:
    """Return a table for Canvas' import of grades, with the row of points possible that its own export has.

    Canvas finds a student by the ID, the SIS user ID or the login, and an assignment by its name with the number in
    brackets, or makes a new one.
    """
    columns, most = columns_of(course), _points_possible(record)
    rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *map(plain_text, columns.values())]]
    rows.append(["    Points Possible", "", "", "", "", *(_number(most.get(key, 0.0)) for key in columns)])
    for entry, person in _each(record, people):
        row = person.row
        about = [row.name or row.student, row.id, row.sis, row.login or row.email, row.section]
        scores = [_score(entry, key, most, course, EXCUSED) for key in columns]
        rows.append([*map(plain_text, about), *scores])
    return _text(rows)


def moodle_csv(record: Record, course: Course, people: People) -> str:
    """Return a table for Moodle: its grading worksheet, with a column for each exercise that the course names.

    An assignment imports it as its worksheet by `Identifier`; the gradebook's import maps any column to any other. The
    time of the last grading is left open, so that Moodle asks before it replaces a grade.
    """
    most = _points_possible(record)
    others = {key: title for key, title in columns_of(course).items() if key != TOTAL}
    head = ["Identifier", "Full name", "ID number", "Email address", "Grade", "Maximum grade", "Last modified (grade)"]
    rows = [[*head, *map(plain_text, others.values())]]
    for entry, person in _each(record, people):
        row = person.row
        number = f"Participant {row.id}" if row.id else ""
        about = [number, row.name or row.student, row.sis, row.email]
        total = [_score(entry, TOTAL, most, course, ""), _number(most[TOTAL]), "-"]
        rows.append([*map(plain_text, about), *total, *(_score(entry, key, most, course, "") for key in others)])
    return _text(rows)


def columns_of(course: Course) -> dict[str, str]:
    """Return the platform's columns: exercise, or `total` -> the column's name."""
    return course.columns or {TOTAL: course.name}


def unknown_to(platform: str, people: People) -> list[str]:
    """List the students whom a platform could not find by what is known of them."""
    fields = {"canvas": ("id", "sis", "login", "email"), "moodle": ("id", "sis", "email")}[platform]
    return [one.row.student for one in people.values() if not any(getattr(one.row, field) for field in fields)]


def _each(record: Record, people: People) -> Iterator[tuple[SubmissionEntry, Person]]:
    for entry in record.submissions:
        yield entry, people[place_of(entry)]


def place_of(entry: SubmissionEntry) -> str:
    """Return the path of a student's folder, by which people are known."""
    return str(Path(entry.path).resolve())


def _score(entry: SubmissionEntry, key: str, most: Mapping[str, float], course: Course, excused: str) -> str:
    """Return the cell of a student; a total of less than the class's, for who is excused, is put in proportion."""
    if entry.status is SubmissionStatus.NEEDS_REVIEW:
        return ""
    if key != TOTAL:
        one = _exercise(entry, key)
        return "" if one is None else excused if left_out(one) else _number(one.score)
    if not entry.max_score:
        return excused
    points = entry.score * most[TOTAL] / entry.max_score
    return _number(round_points(points, course.rounding) if course.rounding else points)


def _points_possible(record: Record) -> dict[str, float]:
    """Return the maximum of each exercise and of the total: nobody's is larger, only that of who is excused smaller.

    All submissions are gone through once, since they may be on disk.
    """
    most = {TOTAL: 0.0}
    for entry in record.submissions:
        own = {TOTAL: entry.max_score, **{one.id: one.max_score for one in entry.exercises}}
        most |= {key: max(float(points), most.get(key, 0.0)) for key, points in own.items()}
    return most


def _exercise(entry: SubmissionEntry, stem: str) -> ExerciseEntry | None:
    return next((one for one in entry.exercises if one.id == stem), None)


def _number(points: float) -> str:
    return f"{round(points, 4):.10g}"


def _text(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
