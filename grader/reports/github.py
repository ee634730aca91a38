"""Writes the record for GitHub: a job summary, and annotations at the student's lines."""

from __future__ import annotations

from checks import github_page
from checks.github_page import Row
from checks.law.answers import several
from checks.model.network import Network
from grader.grading.student_view import (
    HiddenCheck,
    StudentEntry,
    StudentExercise,
    VisibleCheck,
    counts_sentence,
    for_student,
    mistake_sentence,
    review_sentence,
)
from grader.record import Record


def job_summary(record: Record) -> str:
    """Write the page in Markdown, with a part for each submission."""
    pages = []
    for entry in for_student(record).submissions:
        heading = f"{github_page.inline(entry.student)}: {entry.score:g} of {entry.max_score:g} points"
        notes = [*map(github_page.inline, entry.notes), counts_sentence(entry.exercises) + "."]
        if review := review_sentence(entry):
            notes.insert(0, f"**{review}**")
        pages.append(github_page.summary(_rows(entry), heading, "\n\n".join(notes), _points(entry)))
    return "\n".join(pages)


def _points(entry: StudentEntry) -> dict[str, str]:
    """Write the points of each exercise: they are not those of its checks if it was late, excused or decided."""
    found = {}
    for one in entry.exercises:
        found[one.id] = f"{one.score:g} / {one.max_score:g}"
        if one.excused and not one.max_score:
            found[one.id] = "excused"
        elif one.late:
            found[one.id] += f" ({several(one.late.days, 'day')} late: minus {one.late.percent:g} %)"
    return found


def workflow_commands(record: Record) -> list[str]:
    """Return the workflow commands of a record with one submission: the files of several would have the same names."""
    (entry,) = for_student(record).submissions
    return github_page.workflow_commands(_rows(entry))


def _rows(entry: StudentEntry) -> list[Row]:
    return [_row(exercise, check) for exercise in entry.exercises for check in exercise.checks]


def _row(exercise: StudentExercise, check: HiddenCheck | VisibleCheck) -> Row:
    return Row(
        stem=exercise.id,
        title=check.title,
        status=check.status,
        score=check.score,
        max_score=check.max_score,
        message="\n\n".join(filter(None, (check.message, mistake_sentence(check)))),
        file=exercise.file,
        line=check.line,
        network=Network.from_json(check.counterexample.network) if check.counterexample else None,
        hidden=check.hidden,
    )
