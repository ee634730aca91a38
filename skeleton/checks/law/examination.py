"""How a solution is asked the questions of a check: one way, at home and when it is graded.

First all networks of the check, one after the other, with the module loaded once: in company. After a wrong answer
Hypothesis looks for the smallest network on which the answer is wrong, with the module loaded again for each: apart.
What is right apart and wrong in company is wrong, and told as such: something is kept outside of the nodes.
"""

from __future__ import annotations

from collections.abc import Callable

from checks.law.check import Check
from checks.law.examples import Drawn, each_example
from checks.law.minimize import run_to_smallest
from checks.law.subject import Apart, Subject
from checks.model.outcomes import Mismatch, mismatch_in


class Examination:
    """One check, on one solution. The grader has another one, which asks many questions at once."""

    def __init__(self, check: Check, subject: Subject) -> None:
        self.check = check
        self.subject = subject

    def mistake(self) -> Mismatch | None:
        """Ask, and return the smallest mistake that was found; None if every answer is right.

        Raises:
            CheckAborted: The solution is not started, cannot be loaded, or stopped answering.
        """
        first = self.first_mistake()
        if first is None:
            return None
        smallest = self.smallest_mistake()
        if smallest is None and (smallest := mismatch_in(first)):
            smallest.in_company = True
        return smallest

    def first_mistake(self) -> Exception | None:
        """Ask about all networks of the check in company, up to the first wrong answer; return its error."""
        self.subject.new_check()
        found: Mismatch | None = None

        def ask(law: Callable[..., None], drawn: Drawn) -> None:
            nonlocal found
            if found is None:
                try:
                    law(subject=self.subject, **drawn)
                except Mismatch as mismatch:
                    found = mismatch

        each_example(self.check, ask)
        return found

    def smallest_mistake(self) -> Mismatch | None:
        """Ask apart, and make the network small on which an answer is wrong; None if every answer is right."""
        try:
            run_to_smallest(self.check, Apart(self.subject))
        except Exception as error:
            found = mismatch_in(error)
            if found is None:
                raise
            return found
        return None
