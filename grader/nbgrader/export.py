"""`nbgrader export` into a CSV file with a column for each check, which a spreadsheet reads as what it is: data."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

HEAD = (
    "assignment",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "timestamp",
    "duedate",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
    "needs_manual_grade",
)

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
"""A spreadsheet takes text for a formula that begins like this, in its wide form too."""


class CheckedCsvExport(ExportPlugin):
    """A row for each student and assignment; students who handed in nothing have one, too.

    nbgrader's own exporter puts names into the file as they are: a comma moves all the columns, `=...` is run.
    """

    def export(self, gradebook: Gradebook) -> None:
        path = Path(self.to or "grades.csv")
        assignments = [a for a in gradebook.assignments if not self.assignment or a.name in map(str, self.assignment)]
        students = [s for s in gradebook.students if not self.student or s.id in map(str, self.student)]
        checks = {(a.name, cell.name): cell.max_score for a in assignments for cell in _grade_cells(a)}
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL)
            writer.writerow(
                [*HEAD, *(f"{assignment}::{name} /{most:g}" for (assignment, name), most in checks.items())]
            )
            for assignment in assignments:
                for student in sorted(students, key=lambda s: s.id):
                    row = _row(gradebook, assignment, student, list(checks))
                    writer.writerow([as_data(value) for value in row])
        self.log.info("Grades and checks exported to %s", path)


def as_data(value: Any) -> Any:
    """Text that a spreadsheet would run gets an apostrophe in front; a number stays a number."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.12g}"
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) or text.startswith(FORMULA) else text


def _grade_cells(assignment: Any) -> Iterator[Any]:
    for notebook in assignment.notebooks:
        yield from notebook.grade_cells


def _row(gradebook: Gradebook, assignment: Any, student: Any, checks: list[tuple[str, str]]) -> list[Any]:
    about = [assignment.name, student.id, student.last_name, student.first_name, student.email]
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        scores = [0.0, 0.0, 0.0, assignment.max_score, False]
        return [*about, None, assignment.duedate, *scores, *(None for _ in checks)]
    penalty = submission.late_submission_penalty or 0.0
    scores = [submission.score, penalty, max(0.0, submission.score - penalty), assignment.max_score]
    found = {(assignment.name, g.name): g.score for notebook in submission.notebooks for g in notebook.grades}
    return [
        *about,
        submission.timestamp,
        assignment.duedate,
        *scores,
        bool(submission.needs_manual_grade),
        *(found.get(check) for check in checks),
    ]
