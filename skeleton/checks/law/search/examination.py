"""How a solution is asked the questions of a check: one way, at home and when it is graded.

First all networks of the check, one after the other, with the module loaded once: in company. After a wrong answer the
smallest network is looked for on which the answer is wrong, with the module loaded again for each: apart.
What is right apart and wrong in company is wrong, and told as such: something is kept outside of the nodes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checks.law.check import Check
from checks.law.search.company import Company
from checks.law.search.drawn import Drawn, Law, each_example
from checks.law.search.kept import KeptExample, kept_examples
from checks.law.search.labelled import NotingSubject
from checks.law.search.minimize import run_to_smallest
from checks.law.search.sealed import counts, sealed_mistake, telling_first
from checks.law.subject import Apart, Subject
from checks.model.outcomes import Mismatch, TimedOut, mismatch_in
from checks.model.scenario import Scenario


class FirstMistake(NamedTuple):
    """The first wrong answer to a check, in company."""

    error: Exception
    law: Law
    drawn: Drawn
    earlier: tuple[Scenario, ...]
    """The questions that were asked before those of the example, and they themselves."""


class Examination:
    """One check, on one solution. The grader has another one, which asks many questions at once."""

    right: Subject | None = None
    """A right solution, where there is one to ask."""

    def __init__(self, check: Check, subject: Subject) -> None:
        self.check = check
        self.subject = subject
        self._counting: list[tuple[tuple[Scenario, ...], KeptExample | tuple[Law, Drawn]]] = []

    def mistake(self) -> Mismatch | None:
        """Ask, and return the smallest mistake that was found; None if every answer is right.

        Raises:
            CheckAborted: The solution is not started, cannot be loaded, or stopped answering.
        """
        first = self.first_mistake()
        if first is None:
            return sealed_mistake(self.subject, self.right, self.counting_examples())
        found = mismatch_in(first.error)
        try:
            smallest = self.smallest_mistake()
        except TimedOut:
            if found is None:
                raise
            return found  # the time is for the answers of the check; looking for a smaller network took the rest of it
        if smallest is not None:
            return smallest
        if found is None:  # the check could not decide, and that is no pass
            raise first.error
        return Company(first.law, self.subject, self.right).smallest(first.drawn, found, first.earlier)

    def first_mistake(self) -> FirstMistake | None:
        """Ask about all networks of the check in company, up to the first wrong answer."""
        self.subject.new_check()
        self._counting = []
        kept = kept_examples(self.check)
        return self._first_of_drawn() if kept is None else self._first_of_kept(kept)

    def _first_of_kept(self, kept: Iterable[KeptExample]) -> FirstMistake | None:
        noting = NotingSubject(self.subject)
        for example in kept:
            before = len(noting.asked)
            try:
                example.examine(noting)
            except Mismatch as mismatch:
                return FirstMistake(mismatch, example.law, example.drawn, tuple(noting.asked))
            if counts(asked := noting.asked[before:]):
                self._counting.append((tuple(asked), example))
        return None

    def _first_of_drawn(self) -> FirstMistake | None:
        noting = NotingSubject(self.subject)
        found: FirstMistake | None = None

        def ask(law: Law, drawn: Drawn) -> None:
            nonlocal found
            if found is None:
                try:
                    before = len(noting.asked)
                    law(subject=noting, **drawn)
                    if counts(asked := noting.asked[before:]):
                        self._counting.append((tuple(asked), (law, drawn)))
                except Mismatch as mismatch:
                    found = FirstMistake(mismatch, law, drawn, tuple(noting.asked))

        each_example(self.check, ask)
        return found

    def counting_examples(self) -> Iterable[tuple[Law, Drawn]]:
        """Return the examples of the latest `first_mistake` in which calls are counted, the most telling ones first."""
        for _, one in telling_first(self._counting, lambda counting: counting[0]):
            yield (one.law, one.drawn) if isinstance(one, KeptExample) else one

    def smallest_mistake(self) -> Mismatch | None:
        """Ask apart, and make the network small on which an answer is wrong; None if every answer is right."""
        try:
            run_to_smallest(self.check, Apart(self.subject), self.right)
        except Exception as error:
            found = mismatch_in(error)
            if found is None:
                raise
            return found
        return None
