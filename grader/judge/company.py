"""Finds the questions that a solution must have been asked before, so that it answers one wrongly.

A network on which a solution fails only after others, because something is kept in a class or in the module, does not
fail alone. A student who is shown it needs the others as well, as few and as small as they can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.law.minimize import Drawn, Law, failure_of
from checks.law.subject import Subject
from checks.model.outcomes import Mismatch, Raised
from checks.model.scenario import Scenario
from grader.guest import protocol
from grader.judge.subject import SandboxedSubject

MOST_TRIES = 200
"""Number of times that a law is tried with other company, at most."""


class InCompany(Subject):
    """A solution that has answered other questions before each of a law's; what it is asked is not its first question."""

    def __init__(self, subject: SandboxedSubject, before: Sequence[Scenario]) -> None:
        self.stem = subject.stem
        self.subject = subject
        self.asked = list(before)

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self.asked.append(scenario)
        self.subject.forget()
        bodies = [protocol.body(scenario=one.to_json()) for one in self.asked]
        replies, stop = self.subject.replies(self.asked, bodies)
        if stop:
            raise stop
        return self.subject.read(replies[-1], scenario)


class Company:
    """A law, an example of it, and a solution that fails on it after other questions."""

    def __init__(self, law: Law, drawn: Drawn, subject: SandboxedSubject) -> None:
        self.law = law
        self.drawn = drawn
        self.subject = subject
        self.left = MOST_TRIES

    def failure(self, before: Sequence[Scenario]) -> Mismatch | None:
        """Return how the law fails after these questions; None if it does not, or if that is not to be tried."""
        if not self.left:
            return None
        self.left -= 1
        return failure_of(self.law, InCompany(self.subject, before), self.drawn)
