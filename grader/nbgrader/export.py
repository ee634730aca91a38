"""Exports an nbgrader gradebook as CSV, with a column for each check, and safe to open in a spreadsheet."""

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
"""A spreadsheet takes a text with such a beginning for a formula; full-width characters count, too."""


class CheckedCsvExport(ExportPlugin):
    """Writes a row for each student and assignment, including students who handed in nothing.

    nbgrader's own exporter writes names as they are: a comma moves all columns, and `=...` is run as a formula.
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
    """Put an apostrophe before a text that a spreadsheet would run as a formula; a number stays a number."""
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
