"""Runs one check on one subject, and says what came of it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from checks.check import Check
from checks.messages import explain, last_question, reproduction
from checks.play import Play
from checks.verdicts import Mismatch, Stop
from grader.subject import SandboxedSubject


@dataclass(frozen=True)
class Outcome:
    """What came of one check. `status`: passed, failed, not_started, timeout, crashed or grader_error."""

    check: Check
    status: str
    message: str = ""
    play: Play | None = None
    code: str = ""

    @property
    def score(self) -> float:
        return self.check.points if self.status == "passed" else 0.0


def judge(check: Check, subject: SandboxedSubject) -> Outcome:
    """Run the check. Only its own silent return is a pass; whatever goes wrong with us is no grade."""
    subject.new_check()
    try:
        check.function(subject=subject)
    except Stop as stop:
        code = last_question(check.stem, stop.play) if stop.play else ""
        return Outcome(check, stop.status, str(stop), stop.play, code)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        mismatch = _mismatch(error)
        if mismatch is None:
            return Outcome(check, "grader_error", traceback.format_exc(limit=-6))
        message = explain(check.law, subject.file, check.stem, mismatch)
        if mismatch is not error:
            message += "\nAsked again, it answered differently: something is kept outside of the nodes."
        return Outcome(check, "failed", message, mismatch.play, reproduction(check.stem, mismatch))
    return Outcome(check, "passed")


def _mismatch(error: BaseException) -> Mismatch | None:
    """The mismatch in an error: Hypothesis wraps one that it did not find twice into a group."""
    if isinstance(error, Mismatch):
        return error
    inner = getattr(error, "exceptions", ())
    return next((m for m in map(_mismatch, inner) if m), None)
