"""The lines of a solution that no check ever ran, found out apart from the grading: measuring must change no grade."""

from __future__ import annotations

from typing import Any

from checks.model.outcomes import CheckAborted
from grader.course import registry
from grader.course.limits import Limits
from grader.course.sampling import OWN, Sampling
from grader.intake.files import Submission
from grader.judge.check_runner import judge
from grader.judge.subject import SandboxedSubject
from grader.sandbox import Sandbox


class MeasuredSubject(SandboxedSubject):
    """A solution whose process notes the lines that run. What it says of them is as little trusted as anything else."""

    measured = True
    lines_not_run: set[int] | None = None
    """By none of the processes that could still be asked; None if there was no such process."""

    def _computing(self) -> float:
        """All of the time: measured code takes many times longer."""
        return self._call_seconds

    def note(self) -> None:
        """Ask the process, if it is still there; one that was killed has taken what it knew with it."""
        if self._worker is None:
            return
        try:
            answers = self._exchange(lines_not_run=True)
        except CheckAborted:
            return
        lines = valid_lines(answers, len(self.sources[self.stem].splitlines()))
        if lines is not None:
            self.lines_not_run = lines if self.lines_not_run is None else self.lines_not_run & lines


def with_coverage(
    entry: dict[str, Any],
    submission: Submission,
    limits: Limits,
    sampling: Sampling = OWN,
    sandbox: Sandbox | None = None,
) -> dict[str, Any]:
    """The entry, each of its exercises with `never_ran` where that is known."""
    exercises = []
    for exercise in entry["exercises"]:
        file = submission.files.get(exercise["id"])
        lines = never_ran(exercise["id"], file.text, limits, sampling, sandbox) if file and not file.problem else None
        exercises.append(exercise if lines is None else {**exercise, "never_ran": lines})
    return {**entry, "exercises": exercises}


def never_ran(
    stem: str, source: str, limits: Limits, sampling: Sampling = OWN, sandbox: Sandbox | None = None
) -> list[int] | None:
    """The lines, after all checks of the exercise once more; None if that is not known."""
    with MeasuredSubject(stem, source, limits, sandbox) as subject:
        for check in registry.all_checks(stem):
            judge(check, subject, sampling)
            subject.note()
        return None if subject.lines_not_run is None else sorted(subject.lines_not_run)


def valid_lines(answers: list[Any], last: int) -> set[int] | None:
    """The line numbers in a reply; None if it is not a list of lines that the file has."""
    match answers:
        case [list(lines)] if all(type(line) is int and 1 <= line <= last for line in lines):
            return set(lines)
    return None
