"""Finds the questions that a solution must have been asked before, so that it answers one wrongly.

A solution that keeps something in a class or in the module may fail only after other networks. A student who sees the
network alone would see a right answer. So the others are shown as well, as few and as small as they can be.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from itertools import chain
from typing import Any

from hypothesis.errors import HypothesisDeprecationWarning

from checks.law.search.drawn import Drawn, Law, draws_by_itself
from checks.law.search.minimize import alike, failure_of, passes, reduced
from checks.law.subject import Subject
from checks.model.outcomes import CheckAborted, Mismatch, Raised
from checks.model.scenario import Scenario

MOST_TRIES = 300
"""Number of times that a law is tried with other questions before it, at most."""

SINGLES = 40
"""Number of questions that are tried as the only one before, the latest ones first."""

Asked = tuple[Scenario, ...]


class InCompany(Subject):
    """A solution that has answered other questions before each one of a law."""

    def __init__(self, subject: Subject, before: Sequence[Scenario]) -> None:
        self.stem = subject.stem
        self.subject = subject
        self.before = [*before]
        self.undisturbed = True
        """Whether none of the questions before ended in an exception."""

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self.subject.load_again()
        earlier = [self.subject.perform(one) for one in self.before]
        self.undisturbed = not any(raised for _, raised in earlier)
        return self.subject.perform(scenario)


def _each_once(scenarios: Sequence[Scenario]) -> list[Scenario]:
    return [one for at, one in enumerate(scenarios) if one not in scenarios[:at]]


class Company:
    """A law, and a solution that passes when it is asked nothing else before."""

    def __init__(self, law: Law, subject: Subject, right: Subject | None) -> None:
        self.law = law
        self.subject = subject
        self.right = right
        self.left = MOST_TRIES

    def smallest(self, drawn: Drawn, found: Mismatch, earlier: Asked) -> Mismatch:
        """Find the fewest and smallest questions to ask before, and the smallest example.

        Args:
            drawn: The example.
            found: How the law failed for it.
            earlier: All the questions that were asked before that one.

        Returns:
            How the law fails, with the questions `before`; what was found if that does not happen again.
        """
        found.steady, found.in_company = False, True
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", HypothesisDeprecationWarning)  # `assume`, it says, is for tests
                return self._smallest(drawn, found, earlier)
        except CheckAborted:
            return found

    def _smallest(self, drawn: Drawn, found: Mismatch, earlier: Asked) -> Mismatch:
        singles = ([one] for one in _each_once([found.scenario, *earlier[: -SINGLES - 1 : -1]]))
        guesses = (before for before in chain(singles, [[*earlier]]) if self._failure(drawn, before, found))
        guess = next(guesses, None)
        if guess is None:
            return found
        before, failure = reduced(guess, found, lambda variant, last: self._failure(drawn, variant, last))
        if not draws_by_itself(drawn):
            drawn, failure = reduced(drawn, failure, lambda variant, last: self._failure(variant, before, last))
        failure.steady, failure.in_company, failure.before = True, True, tuple(before)
        return failure

    def _failure(self, drawn: Drawn, before: Sequence[Scenario], last: Mismatch) -> Mismatch | None:
        """Return how the law fails after these questions; None if it does not, or in another way than the last time."""
        if not self.left:
            return None
        self.left -= 1
        subject = InCompany(self.subject, before)
        failure = failure_of(self.law, subject, drawn)
        if failure is None or not alike(failure, last) or not subject.undisturbed:
            return None
        return failure if passes(self.law, self.right, drawn) else None
