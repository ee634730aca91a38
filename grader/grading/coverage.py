"""Finds the lines of a solution that no check ran. It runs apart from the grading: measuring must change no grade."""

from __future__ import annotations

from typing import Any

import msgspec

from checks.model.outcomes import CheckAborted
from grader.course import registry
from grader.grading.plan import Plan
from grader.intake.files import Submission
from grader.judge.check_runner import judge
from grader.judge.subject import SandboxedSubject
from grader.record import SubmissionEntry
from grader.sandbox import choose


class MeasuredSubject(SandboxedSubject):
    """A solution whose worker notes the lines that run. Its report is trusted no more than any other reply."""

    measured = True
    lines_not_run: set[int] | None = None
    """The lines that ran in none of the workers that could report; None if no worker has reported."""

    def note(self) -> None:
        """Ask the worker for its lines, if it still runs; a killed worker's notes are lost."""
        if not self._life.running:
            return
        try:
            answers = self.exchange(lines_not_run=True)
        except CheckAborted:
            return
        lines = valid_lines(answers, len(self.sources[self.stem].splitlines()))
        if lines is not None:
            self.lines_not_run = lines if self.lines_not_run is None else self.lines_not_run & lines


def with_coverage(entry: SubmissionEntry, submission: Submission, plan: Plan) -> SubmissionEntry:
    """Add `never_ran` to each exercise of an entry, where it is known.

    Args:
        entry: The entry of the submission.
        submission: The submission, whose checks are all run again.
        plan: How it was graded.
    """
    exercises = []
    for exercise in entry.exercises:
        file = submission.files.get(exercise.id)
        lines = never_ran(exercise.id, file.text, plan) if file and not file.problem else None
        exercises.append(msgspec.structs.replace(exercise, never_ran=lines))
    return msgspec.structs.replace(entry, exercises=exercises)


def never_ran(stem: str, source: str, plan: Plan) -> list[int] | None:
    """Take all checks of the exercise once more, and return the lines that none of them ran.

    Args:
        stem: The exercise.
        source: The text of the student's file.
        plan: How to grade.

    Returns:
        Line numbers in ascending order; None if no worker could report.
    """
    with MeasuredSubject(stem, source, plan.limits, choose(plan.sandbox)) as subject:
        for check in registry.all_checks(stem):
            judge(check, subject, plan.sampling)
            subject.note()
        return None if subject.lines_not_run is None else sorted(subject.lines_not_run)


def valid_lines(answers: list[Any], last: int) -> set[int] | None:
    """Return the line numbers in a reply; None if it is no list of numbers from 1 to `last`."""
    match answers:
        case [list(lines)] if all(type(line) is int and 1 <= line <= last for line in lines):
            return set(lines)
    return None
