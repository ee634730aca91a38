"""Runs one check on many solutions at the same time: Hypothesis draws each network once, for all of them.

Each solution gets the verdict that it would get alone, because checks are derandomised, and their draws do not depend
on the answers. Failures are not shrunk, since only the verdict is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checks.law.check import Check
from checks.law.examples import Drawn, Tape, each_example
from checks.model.outcomes import CheckAborted, Mismatch
from checks.model.status import Status
from grader.judge.trusted import TrustedSubject


class BadCheck(Exception):
    """The reference does not pass the check, which then says nothing about other solutions."""


def examine(check: Check, reference: TrustedSubject, others: Mapping[str, TrustedSubject]) -> dict[str, Status]:
    """Run a check on many solutions.

    Args:
        check: The check.
        reference: The reference solution, which must pass.
        others: Name -> solution.

    Returns:
        Name -> status, as in the record.

    Raises:
        BadCheck: The reference does not pass.
    """
    statuses = dict.fromkeys(others, Status.PASSED)
    for subject in (reference, *others.values()):
        subject.new_check()

    def run_example(law: Callable[..., None], drawn: Drawn) -> None:
        try:
            law(subject=reference, **drawn)
        except (Mismatch, CheckAborted) as error:
            raise BadCheck(f"{check.id}: the reference does not pass. {error}") from error
        for name, subject in others.items():
            if statuses[name] is Status.PASSED:
                statuses[name] = _status(law, subject, drawn)

    each_example(check, run_example)
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
    except Exception:  # noqa: BLE001  # whatever it is, the check itself failed on a strange answer
        return Status.GRADER_ERROR
    return Status.PASSED
