"""Writes CSV with a row for each submission, for a spreadsheet or a learning platform."""

from __future__ import annotations

import csv as standard
import io

from grader.grading.student_view import left_out
from grader.printable import harmless
from grader.record import Record, SubmissionStatus

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with, in the wide forms of the Far East, too."""

WHITE = ("\t", "\r", "\n")


def csv(record: Record) -> str:
    """Return the text of the file: student, a column for each exercise, score, max_score, status, notes.

    Points are empty where they are no grade yet: a sum that takes them for 0 would be a grade.
    """
    out = io.StringIO()
    writer = standard.writer(out, lineterminator="\n")
    entries = record.submissions
    stems = [exercise.id for exercise in entries[0].exercises] if entries else []
    writer.writerow(["student", *stems, "score", "max_score", "status", "notes"])
    for entry in entries:
        # A spreadsheet leaves a text out of its sums and means.
        graded = entry.status is SubmissionStatus.GRADED
        points = ["excused" if left_out(e) else f"{e.score:g}" * graded for e in entry.exercises]
        total = [f"{entry.score:g}" * graded, f"{entry.max_score:g}"]
        writer.writerow(
            [plain_text(entry.student), *points, *total, entry.status.value, plain_text("; ".join(entry.notes))]
        )
    return out.getvalue()


def plain_text(value: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula: names and notes are not trusted.

    A carriage return is escaped: Python writes it without quotation marks, and a spreadsheet begins a new row there.
    """
    shown = harmless(value)
    return f"'{shown}" if value.lstrip().startswith(FORMULA) or value[:1] in WHITE else shown
