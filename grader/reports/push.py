"""Writes the answer to a push: short lines of text, which `git push` shows to the student."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from checks.explain.media import PUSH
from checks.explain.messages import Role, paragraphs
from checks.law.answers import several
from grader.grading.student_view import (
    AnyCheck,
    StudentEntry,
    counts_sentence,
    left_out,
    mistake_sentence,
    review_sentence,
)

MOST_LINES = 40
"""Lines shown of one message."""

WIDTH = 76
"""Columns of a line, without the margin."""

LEFT_OUT = {Role.LAW}
"""Parts of a message that are not shown: the law is the title already."""


def scoreboard(entry: StudentEntry, before: float | None) -> Iterator[str]:
    """Yield a line for each exercise, then the total, the checks that pass, and the notes.

    Args:
        entry: The result of the push.
        before: The score of the last grading of the branch; None if there is none.
    """
    for exercise in entry.exercises:
        groups = [[c for c in exercise.checks if c.hidden is hidden] for hidden in (False, True)]
        marks = "  ".join("".join(check.status.sign for check in group) for group in groups)
        points = f"{exercise.score:>6g} / {exercise.max_score:<6g}"
        if left_out(exercise):
            points = f"{'excused':^15}"
        yield f"  {exercise.id:<18}{points}{marks}"
    change = "" if before is None else f" ({entry.score - before:+g})"
    yield f"{entry.score:g} of {entry.max_score:g} points{change}. {counts_sentence(entry.exercises)}."
    if review := review_sentence(entry):
        yield review
    yield from entry.notes


def failures(entry: StudentEntry) -> Iterator[str]:
    """Yield the failed checks of each exercise: the first one with its message, the others by title."""
    for exercise in entry.exercises:
        wrong = [c for c in exercise.checks if c.status.wrong]
        explained = False
        for check in wrong:
            hidden = " (hidden)" if check.hidden else ""
            yield f"{exercise.id}, {check.status.word}: {check.title}{hidden}"
            if check.message and not explained:
                explained = True
                lines = _lines(check)
                yield from (f"    {line}" for line in lines[:MOST_LINES])
                if len(lines) > MOST_LINES:
                    yield f"    ... and {several(len(lines) - MOST_LINES, 'more line')}: run pytest"
                yield from (f"    {line}" for line in textwrap.wrap(mistake_sentence(check), WIDTH))


def _lines(check: AnyCheck) -> list[str]:
    if check.failure is None:
        return check.message.splitlines()
    shown = ([line for b in p if b.role not in LEFT_OUT for line in b.lines] for p in paragraphs(check.failure, PUSH))
    return [line for lines in shown if lines for line in (*lines, "")][:-1]
