"""Runs checks on the kit's own solutions: the networks are drawn once for all of them.

Each solution gets the verdict that it would get alone, because checks are derandomised, and their draws do not depend
on the answers. It is asked as the grader asks, all questions of an example at once, and no law has to decide about
answers that are known to be right. Failures are not shrunk, since only the verdict is needed.
"""

from __future__ import annotations

from checks.law.check import Check
from checks.model.outcomes import CheckAborted, Mismatch
from checks.model.status import Status
from grader.course.sampling import OWN
from grader.guest import protocol
from grader.judge.bank.examples import recorded_examples
from grader.judge.bank.recorded import Diverged, RecordedExample, ReplayedSubject
from grader.judge.replies import ProtocolError, content
from grader.judge.trusted import TrustedSubject


class BadCheck(Exception):
    """The reference does not pass the check, which then says nothing about other solutions."""


def verdict(check: Check, subject: TrustedSubject) -> Status:
    """Run a check on one solution, up to its first failure, and return the status as in the record.

    Raises:
        BadCheck: The reference does not pass.
    """
    subject.new_check()
    statuses = (_status(example, subject) for example in _examples(check))
    found = next((status for status in statuses if status is not Status.PASSED), Status.PASSED)
    subject.new_check()  # lets go of the module
    return found


def _examples(check: Check) -> tuple[RecordedExample, ...]:
    try:
        return recorded_examples(check, OWN)
    except RuntimeError as error:
        raise BadCheck(str(error)) from error


def _status(example: RecordedExample, subject: TrustedSubject) -> Status:
    try:
        _hold(example, subject)
    except CheckAborted as stop:
        return stop.status
    except Mismatch:
        return Status.FAILED
    except ProtocolError:  # an answer that is too long, say
        return Status.CRASHED
    except Exception:  # noqa: BLE001  # whatever it is, the check itself failed on a strange answer
        return Status.GRADER_ERROR
    return Status.PASSED


def _hold(example: RecordedExample, subject: TrustedSubject) -> None:
    """Raise what the law raises about the solution's answers, or the reason why one that it needs never came."""
    received, stop = _replies(example, subject)
    try:
        if stop is None:
            example.holds(received, subject)
        else:
            replayed = ReplayedSubject(subject, example.bodies[: len(received)], received)
            example.law(subject=replayed, **example.drawn)
    except Diverged:  # the law has asked on because of a wrong answer, or for the one that never came
        if stop:
            raise stop from None
        example.law(subject=subject, **example.drawn)


def _replies(example: RecordedExample, subject: TrustedSubject) -> tuple[list[bytes], CheckAborted | None]:
    """Ask the questions of an example, up to the first without an answer; return the replies, as a worker sends them.

    Returns:
        The replies, and the reason why there are fewer than questions, if there are.
    """
    received: list[bytes] = []
    for scenario in example.scenarios:
        try:
            answers, raised = subject.perform(scenario)
        except CheckAborted as stop:
            return received, stop
        received.append(content(protocol.answer("", answers, raised), ""))
    return received, None
