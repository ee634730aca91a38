"""What needs a person, as a table in the terminal: the question, the lines of code that it is about, and the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rich.table import Table
from rich.text import Text

from grader.course.decisions import Decisions, text_of
from grader.printable import fit
from grader.record import Record, SubmissionEntry, SubmissionStatus
from grader.reports.html.sources import excerpt, texts
from grader.review import Doubt, DoubtKind

IN_LINE = re.compile(r"in line (\d+)")
"""How a question names a line of the student's file, see `grader.diagnosis.introspection`."""

LONGEST = 76
"""Number of characters shown of a line of code."""


def questions(graded: Record, decisions: Decisions) -> tuple[Table, int]:
    """Make the table of what needs a person in a record and what was said, and count what is open."""
    table = Table(caption="what needs a person, and what was said")
    for heading in ("student", "exercise", "question", "answer"):
        table.add_column(heading)
    waiting = 0
    for entry in graded.submissions:
        folder = Path(entry.path).resolve().name
        for doubt in open_doubts(entry):
            decision = decisions.find(folder, doubt.exercise)
            fits = decision is not None and decision.text == text_of(entry, doubt.exercise)
            answer = f"{decision.verdict} by {decision.by}; grade again" if decision and fits else "open"
            waiting += not fits
            question = "\n".join((doubt.what, *_lines_of_code(entry, doubt)))
            table.add_row(*map(Text, (entry.student, doubt.exercise or "all", question, answer)))
        for about, decided in (*((one.id, one.decided) for one in entry.exercises), ("all", entry.decided)):
            if decided:
                words = ": ".join(filter(None, (f"{decided.verdict} by {decided.by}, {decided.at}", decided.comment)))
                table.add_row(*map(Text, (entry.student, about, "", words)))
    for check, one in decisions.void.items():
        table.add_row(*map(Text, ("everybody", check, "", f"full marks, says {one.by}")))
    for mistake, one in decisions.milder.items():
        table.add_row(*map(Text, ("everybody", mistake, "", f"costs {one.points:g} less, says {one.by}")))
    return table, waiting


def open_doubts(entry: SubmissionEntry) -> list[Doubt]:
    """Return the questions about a submission; a record of an older version does not tell them apart."""
    if entry.status is SubmissionStatus.NEEDS_REVIEW and not entry.doubts:
        return [Doubt(DoubtKind.CODE, "; ".join(entry.notes))]
    return entry.doubts or []


def _lines_of_code(entry: SubmissionEntry, doubt: Doubt) -> Iterator[str]:
    """Yield the lines that a question names, unless the file is gone or has another text than the one graded."""
    numbers = [int(number) for number in IN_LINE.findall(doubt.what)]
    text = texts(entry).get(doubt.exercise, "") if numbers else ""
    for number, line in excerpt(text, numbers, around=0):
        yield f"{number:>5} | {fit(line.strip(), LONGEST)}"
