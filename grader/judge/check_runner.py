"""Runs one check on one subject, and says what came of it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from checks.explain.messages import explain, last_question, reproduction
from checks.explain.source_line import line_to_edit
from checks.law.check import Check
from checks.model.outcomes import CheckAborted, mismatch_in
from checks.model.scenario import Scenario
from checks.model.status import Status
from grader.course.sampling import OWN, Sampling
from grader.judge.bank import first_mistake
from grader.judge.shrinking import smallest_mistake
from grader.judge.subject import SandboxedSubject
from grader.misconceptions.model import Misconception


@dataclass(frozen=True)
class Outcome:
    """What came of one check."""

    check: Check
    status: Status
    message: str = ""
    scenario: Scenario | None = None
    code: str = ""
    line: int = 1
    """Of the student's file, to point at."""

    misconception: Misconception | None = None
    """The mistake behind it, if one can be told."""

    @property
    def score(self) -> float:
        return self.check.points if self.status is Status.PASSED else 0.0


def judge(check: Check, subject: SandboxedSubject, sampling: Sampling = OWN) -> Outcome:
    """Run the check. Only its own silent return is a pass; whatever goes wrong with us is no grade.

    First all that it asks is asked at once. Where that is not a pass, Hypothesis asks again, each question by itself,
    to find the smallest network that shows the mistake.
    """
    try:
        subject.new_check()
        return _judge(check, subject, sampling)
    except Exception:
        return Outcome(check, Status.GRADER_ERROR, traceback.format_exc(limit=-6))


def _judge(check: Check, subject: SandboxedSubject, sampling: Sampling) -> Outcome:
    try:
        mistake = first_mistake(check, subject, sampling)
        search = smallest_mistake(check, subject, sampling, mistake.fingerprint) if mistake else None
    except CheckAborted as stop:
        code = last_question(check.stem, stop.scenario) if stop.scenario else ""
        line = line_to_edit(subject.sources[check.stem], stop.scenario, raised=getattr(stop, "raised", None))
        return Outcome(check, stop.status, str(stop), stop.scenario, code, line)
    if mistake and search:
        # Right by itself, wrong in company: that is wrong.
        mismatch = search.found or mismatch_in(mistake.error)
        if mismatch:
            message = explain(check.law, subject.file, check.stem, mismatch)
            if not (search.found and search.steady):
                message += "\nAsked again, it answered differently: something is kept outside of the nodes."
            line = line_to_edit(subject.sources[check.stem], mismatch.scenario, mismatch.step, mismatch.raised)
            return Outcome(check, Status.FAILED, message, mismatch.scenario, reproduction(check.stem, mismatch), line)
    return Outcome(check, Status.PASSED)
