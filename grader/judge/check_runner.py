"""Runs one check on one subject, and says what came of it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace

from checks.explain.failure import Failure, of_abort, of_mismatch
from checks.explain.messages import explain
from checks.explain.repro import repro
from checks.law.check import Check
from checks.model.outcomes import CheckAborted, mismatch_in
from checks.model.scenario import Scenario
from checks.model.status import Status
from grader.course.sampling import OWN, Sampling
from grader.judge.bank import first_mistake
from grader.judge.shrinking import smallest_mistake
from grader.judge.subject import SandboxedSubject
from grader.misconceptions.model import Misconception
from grader.printable import printable


@dataclass(frozen=True)
class Outcome:
    """What came of one check."""

    check: Check
    status: Status
    failure: Failure | None = None
    """What there is to say about a check that did not pass, unless it is our fault."""

    problem: str = ""
    """Why nothing could be asked: of the file, or of the grader itself."""

    misconception: Misconception | None = None
    """The mistake behind it, if one can be told."""

    @property
    def score(self) -> float:
        return self.check.points if self.status is Status.PASSED else 0.0

    @property
    def scenario(self) -> Scenario | None:
        """What was asked last."""
        return self.failure.scenario if self.failure else None

    @property
    def message(self) -> str:
        """What a person reads about it."""
        return explain(self.failure) if self.failure else self.problem

    @property
    def code(self) -> str:
        """Python that shows it."""
        if self.failure is None or self.failure.scenario is None:
            return ""
        scenario = self.failure.scenario
        return repro(scenario, self.check.stem, range(len(scenario.steps))[self.failure.step] if scenario.steps else 0)

    @property
    def line(self) -> int:
        """Of the student's file, to point at."""
        return self.failure.line if self.failure else 1


def judge(check: Check, subject: SandboxedSubject, sampling: Sampling = OWN) -> Outcome:
    """Run the check. Only its own silent return is a pass; whatever goes wrong with us is no grade.

    First all that it asks is asked at once. Where that is not a pass, Hypothesis asks again, each question by itself,
    to find the smallest network that shows the mistake.
    """
    try:
        subject.new_check()
        failure = _first_failure(check, subject, sampling)
    except Exception:
        return Outcome(check, Status.GRADER_ERROR, problem=traceback.format_exc(limit=-6))
    return Outcome(check, failure.status if failure else Status.PASSED, failure and _fit_to_be_shown(failure))


def _fit_to_be_shown(failure: Failure) -> Failure:
    """The failure with nothing in it that could steer a terminal: it quotes what a solution returned."""
    return replace(
        failure,
        expected=printable(failure.expected),
        got=printable(failure.got),
        why=printable(failure.why),
        reason=printable(failure.reason),
        detail=printable(failure.detail),
    )


def _first_failure(check: Check, subject: SandboxedSubject, sampling: Sampling) -> Failure | None:
    source = subject.sources[check.stem]
    try:
        mistake = first_mistake(check, subject, sampling)
        search = smallest_mistake(check, subject, sampling, mistake.fingerprint) if mistake else None
    except CheckAborted as stop:
        return of_abort(check, stop, source)
    if mistake is None or search is None:
        return None
    # Right by itself, wrong in company: that is wrong.
    mismatch = search.found or mismatch_in(mistake.error)
    if mismatch is None:
        return None  # it only was asked something else than the reference, and that it answered rightly
    return of_mismatch(check, mismatch, source, steady=search.found is not None and search.steady)
