"""Helpers for the tests of the checks and of the misconceptions: examine a solution in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from checks.explain.failure import of_abort, of_mismatch
from checks.law.check import Check
from checks.model.outcomes import CheckAborted, Mismatch
from checks.model.status import Status
from grader.course import registry
from grader.course.sampling import OWN
from grader.diagnosis import matching
from grader.judge.bank.examples import recorded_examples
from grader.judge.check_runner import Outcome
from grader.judge.trusted import TrustedSubject


def laws(check: Check) -> Iterator[Callable[..., None]]:
    """The tests of a check, one for each example that Hypothesis draws; drawn only once, as it takes its time."""
    for example in recorded_examples(check, OWN):
        yield partial(example.law, **example.drawn)


def outcome(check: Check, subject: TrustedSubject) -> Outcome:
    """The judge's outcome, but with the first counterexample instead of the smallest, which saves time."""
    subject.new_check()
    for law in laws(check):
        try:
            law(subject=subject)
        except CheckAborted as stop:
            return Outcome(check, stop.status, of_abort(check, stop, ""))
        except Mismatch as mismatch:
            return Outcome(check, Status.FAILED, of_mismatch(check, mismatch, ""))
    return Outcome(check, Status.PASSED)


def outcomes(stem: str, text: str, seconds: float = 2.0) -> tuple[list[Outcome], TrustedSubject]:
    """The outcomes of all checks of an exercise on a solution."""
    subject = TrustedSubject(stem, text, seconds)
    return [outcome(check, subject) for check in registry.all_checks(stem)], subject


def named(stem: str, text: str) -> set[str]:
    """The ids of the misconceptions that the diagnosis names for a solution."""
    found, subject = outcomes(stem, text)
    return {m.id for m in matching.diagnose(stem, found, subject).values()}
