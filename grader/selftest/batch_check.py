"""Many solutions take one check at the same time: Hypothesis draws each network once, and all are asked about it.

A solution's verdict is the one it would get alone: checks are derandomised, and what they draw does not depend on
answers. Nothing is shrunk, for only the verdict is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checks.law.check import Check
from checks.model.outcomes import CheckAborted, Mismatch
from checks.model.status import Status
from grader.judge.examples import Drawn, Tape, each_example
from grader.judge.trusted import TrustedSubject


class BadCheck(Exception):
    """The reference does not pass the check: then it says nothing about other solutions."""


def examine(check: Check, reference: TrustedSubject, others: Mapping[str, TrustedSubject]) -> dict[str, Status]:
    """The status that each of `others` gets in this check, as in the record."""
    statuses = dict.fromkeys(others, Status.PASSED)
    for subject in (reference, *others.values()):
        subject.new_check()

    def everybody(law: Callable[..., None], drawn: Drawn) -> None:
        try:
            law(subject=reference, **drawn)
        except (Mismatch, CheckAborted) as error:
            raise BadCheck(f"{check.id}: the reference does not pass. {error}") from error
        for name, subject in others.items():
            if statuses[name] is Status.PASSED:
                statuses[name] = _status(law, subject, drawn)

    each_example(check, everybody)
    return statuses


def _status(law: Callable[..., None], subject: TrustedSubject, drawn: Drawn) -> Status:
    for value in drawn.values():
        if isinstance(value, Tape):
            value.rewind()
    try:
        law(subject=subject, **drawn)
    except CheckAborted as stop:
        return stop.status
    except Mismatch:
        return Status.FAILED
    except Exception:
        return Status.GRADER_ERROR  # the check itself stumbled over a strange answer
    return Status.PASSED
