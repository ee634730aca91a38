"""Runs one check on one subject, and says what came of it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from checks.check import Check
from checks.lines import line_to_edit
from checks.messages import explain, last_question, reproduction
from checks.play import Play
from checks.verdicts import Stop, mismatch_in
from grader.draws import OWN, Draws
from grader.misconceptions.model import Misconception
from grader.rehearsal import first_mistake
from grader.search import smallest_mistake
from grader.subject import SandboxedSubject


@dataclass(frozen=True)
class Outcome:
    """What came of one check. `status`: passed, failed, not_started, timeout, crashed or grader_error."""

    check: Check
    status: str
    message: str = ""
    play: Play | None = None
    code: str = ""
    line: int = 1
    """Of the student's file, to point at."""

    misconception: Misconception | None = None
    """The mistake behind it, if one can be told."""

    @property
    def score(self) -> float:
        return self.check.points if self.status == "passed" else 0.0


def judge(check: Check, subject: SandboxedSubject, draws: Draws = OWN) -> Outcome:
    """Run the check. Only its own silent return is a pass; whatever goes wrong with us is no grade.

    First all that it asks is asked at once. Where that is not a pass, Hypothesis asks again, each question by itself,
    to find the smallest network that shows the mistake.
    """
    try:
        subject.new_check()
        return _judge(check, subject, draws)
    except Exception:
        return Outcome(check, "grader_error", traceback.format_exc(limit=-6))


def _judge(check: Check, subject: SandboxedSubject, draws: Draws) -> Outcome:
    try:
        mistake = first_mistake(check, subject, draws)
        search = smallest_mistake(check, subject, draws, mistake.fingerprint) if mistake else None
    except Stop as stop:
        code = last_question(check.stem, stop.play) if stop.play else ""
        line = line_to_edit(subject.sources[check.stem], stop.play, raised=getattr(stop, "raised", None))
        return Outcome(check, stop.status, str(stop), stop.play, code, line)
    if mistake and search:
        # Right by itself, wrong in company: that is wrong.
        mismatch = search.found or mismatch_in(mistake.error)
        if mismatch:
            message = explain(check.law, subject.file, check.stem, mismatch)
            if not (search.found and search.steady):
                message += "\nAsked again, it answered differently: something is kept outside of the nodes."
            line = line_to_edit(subject.sources[check.stem], mismatch.play, mismatch.step, mismatch.raised)
            return Outcome(check, "failed", message, mismatch.play, reproduction(check.stem, mismatch), line)
    return Outcome(check, "passed")
