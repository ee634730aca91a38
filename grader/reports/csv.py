"""CSV: a row for each submission, to be read by a spreadsheet or a course's system."""

from __future__ import annotations

import csv as standard
import io

from grader.record import Record


def csv(record: Record) -> str:
    """The text of the file: student, a column for each exercise, score, max_score, status, notes."""
    out = io.StringIO()
    writer = standard.writer(out, lineterminator="\n")
    entries = record.submissions
    stems = [exercise.id for exercise in entries[0].exercises] if entries else []
    writer.writerow(["student", *stems, "score", "max_score", "status", "notes"])
    for entry in entries:
        points = [f"{exercise.score:g}" for exercise in entry.exercises]
        total = [f"{entry.score:g}", f"{entry.max_score:g}"]
        writer.writerow([_text(entry.student), *points, *total, entry.status.value, _text("; ".join(entry.notes))])
    return out.getvalue()


def _text(value: str) -> str:
    """A spreadsheet runs what begins like a formula; a name that does comes from outside."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
