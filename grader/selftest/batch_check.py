"""Runs checks on the kit's own solutions: the networks are drawn once for all of them.

Each solution gets the verdict that it would get alone, because checks are derandomised, and their draws do not depend
on the answers. Failures are not shrunk, since only the verdict is needed.
"""

from __future__ import annotations

from checks.law.check import Check
from checks.law.search.drawn import Drawn, Law
from checks.model.outcomes import CheckAborted, Mismatch
from checks.model.status import Status
from grader.course.sampling import OWN
from grader.judge.bank.examples import recorded_examples
from grader.judge.bank.recorded import RecordedExample
from grader.judge.trusted import TrustedSubject


class BadCheck(Exception):
    """The reference does not pass the check, which then says nothing about other solutions."""


def verdict(check: Check, subject: TrustedSubject) -> Status:
    """Run a check on one solution, up to its first failure, and return the status as in the record.

    Raises:
        BadCheck: The reference does not pass.
    """
    subject.new_check()
    statuses = (_status(example.law, subject, example.drawn) for example in _examples(check))
    found = next((status for status in statuses if status is not Status.PASSED), Status.PASSED)
    subject.new_check()  # lets go of the module
    return found


def _examples(check: Check) -> tuple[RecordedExample, ...]:
    try:
        return recorded_examples(check, OWN)
    except RuntimeError as error:
        raise BadCheck(str(error)) from error


def _status(law: Law, subject: TrustedSubject, drawn: Drawn) -> Status:
    try:
        law(subject=subject, **drawn)
    except CheckAborted as stop:
        return stop.status
    except Mismatch:
        return Status.FAILED
    except Exception:  # noqa: BLE001  # whatever it is, the check itself failed on a strange answer
        return Status.GRADER_ERROR
    return Status.PASSED
