"""Runs one check on one solution and returns the outcome."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass, replace

from checks.explain.failure import Failure, of_abort, of_mismatch
from checks.explain.messages import explain
from checks.explain.repro import repro
from checks.law.check import Check
from checks.law.search.drawn import Drawn, Law
from checks.law.search.examination import Examination, FirstMistake
from checks.law.search.sealed import telling_first
from checks.model.outcomes import CheckAborted, Mismatch, TimedOut
from checks.model.scenario import Scenario
from checks.model.status import Status
from grader.course.sampling import OWN, Sampling
from grader.judge.bank.examples import recorded_examples
from grader.judge.first_mistake import first_mistake
from grader.judge.shrinking import right_solution, smallest_mistake
from grader.judge.subject import SandboxedSubject
from grader.misconceptions.model import Named
from grader.printable import fit

MOST_QUOTED = 4_000
"""Maximum number of characters in each part of a message that quotes a solution."""

MOST_SHOWN = 40_000
"""Maximum number of characters in a message."""


@dataclass(frozen=True)
class Outcome:
    """The outcome of one check."""

    check: Check
    status: Status
    failure: Failure | None = None
    """Why the check did not pass; None if it passed, or if the fault is ours."""

    problem: str = ""
    """Why nothing could be asked: a problem with the file, or with the grader itself."""

    misconception: Named | None = None
    """The misconception behind the failure, if it can be named."""

    @property
    def score(self) -> float:
        return self.check.points if self.status is Status.PASSED else 0.0

    @property
    def scenario(self) -> Scenario | None:
        """The last question that was asked."""
        return self.failure.scenario if self.failure else None

    @property
    def message(self) -> str:
        """The text for a person: the failure explained, or the problem."""
        return fit(explain(self.failure) if self.failure else self.problem, MOST_SHOWN)

    @property
    def code(self) -> str:
        """Python code that reproduces the failure; empty if there is none."""
        failure = self.failure
        if failure is None or failure.scenario is None or (failure.in_company and not failure.before):
            return ""
        if failure.is_sealed:
            return ""
        scenario = failure.scenario
        shown = range(len(scenario.steps))[failure.step] if scenario.steps else 0
        return repro(scenario, self.check.stem, shown, before=failure.before)

    @property
    def line(self) -> int:
        """The line of the student's file to point at, from 1."""
        return self.failure.line if self.failure else 1


def judge(check: Check, subject: SandboxedSubject, sampling: Sampling = OWN) -> Outcome:
    """Run the check. It passes only if it returns without an exception; an error of ours is never a grade.

    First, all the questions of the check are asked in one batch. If an answer is wrong, they are asked again one
    at a time, and then smaller ones, to find the smallest network that shows the mistake.

    Args:
        check: The check.
        subject: The solution in its sandbox.
        sampling: Which examples to draw.

    Returns:
        The outcome; GRADER_ERROR with a traceback of ours instead of an exception.
    """
    try:
        failure = _first_failure(check, subject, sampling)
    except Exception:  # noqa: BLE001  # whatever goes wrong with us is reported as a GRADER_ERROR, never as a grade
        return Outcome(check, Status.GRADER_ERROR, problem=traceback.format_exc(limit=-6))
    return Outcome(check, failure.status if failure else Status.PASSED, failure and _fit_to_be_shown(failure))


def _fit_to_be_shown(failure: Failure) -> Failure:
    """Remove terminal control sequences from the failure, and what is too long: it quotes what a solution returned."""
    return replace(
        failure,
        expected=fit(failure.expected, MOST_QUOTED),
        got=fit(failure.got, MOST_QUOTED),
        why=fit(failure.why, MOST_QUOTED),
        reason=fit(failure.reason, MOST_QUOTED),
        detail=fit(failure.detail, MOST_QUOTED),
        condition=fit(failure.condition, MOST_QUOTED),
    )


class SandboxedExamination(Examination):
    """Asks a solution in a sandbox: many questions at once in company, and apart only what is not known yet."""

    subject: SandboxedSubject

    def __init__(self, check: Check, subject: SandboxedSubject, sampling: Sampling) -> None:
        super().__init__(check, subject)
        self.sampling = sampling
        self.right = right_solution(check.stem)
        self._fingerprint = b""

    def first_mistake(self) -> FirstMistake | None:
        self.subject.new_check()
        mistake = first_mistake(self.check, self.subject, self.sampling)
        self._fingerprint = mistake.fingerprint if mistake else b""
        return mistake.first if mistake else None

    def counting_examples(self) -> Iterable[tuple[Law, Drawn]]:
        counting = (e for e in recorded_examples(self.check, self.sampling) if e.counts_calls)
        for example in telling_first(counting, lambda e: e.scenarios):
            yield example.law, example.drawn

    def smallest_mistake(self) -> Mismatch | None:
        return smallest_mistake(self.check, self.subject, self.sampling, self._fingerprint).found


def _first_failure(check: Check, subject: SandboxedSubject, sampling: Sampling) -> Failure | None:
    source = subject.sources[check.stem]
    try:
        mistake = SandboxedExamination(check, subject, sampling).mistake()
    except CheckAborted as stop:
        if isinstance(stop, TimedOut):
            subject.budget.was_late()
        return of_abort(check, stop, source)
    if mistake is None:
        return None
    from grader.judge.conditions import when_it_fails  # which right solutions do without

    return of_mismatch(check, mistake, source, when_it_fails(check, subject, sampling, mistake))
