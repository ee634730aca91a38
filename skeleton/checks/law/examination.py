"""How a solution is asked the questions of a check: one way, at home and when it is graded.

First all networks of the check, one after the other, with the module loaded once: in company. After a wrong answer
Hypothesis looks for the smallest network on which the answer is wrong, with the module loaded again for each: apart.
What is right apart and wrong in company is wrong, and told as such: something is kept outside of the nodes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checks.law.check import Check
from checks.law.examples import Drawn, each_example
from checks.law.subject import Apart, Subject
from checks.model.outcomes import Mismatch, mismatch_in


@dataclass(frozen=True)
class Finding:
    """A wrong answer to a check."""

    mismatch: Mismatch
    """The smallest one that was found."""

    steady: bool = True
    """Whether it was wrong a second time, when the same question was asked again."""

    in_company: bool = False
    """Whether it is wrong only after other networks."""


class Examination:
    """One check, on one solution. The grader has another one, which asks many questions at once."""

    def __init__(self, check: Check, subject: Subject) -> None:
        self.check = check
        self.subject = subject

    def finding(self) -> Finding | None:
        """Ask, and return what is wrong; None if every answer is right.

        Raises:
            CheckAborted: The solution is not started, cannot be loaded, or stopped answering.
        """
        mistake = self.first_mistake()
        if mistake is None:
            return None
        found = self.smallest_mistake()
        if found is None and (mismatch := mismatch_in(mistake)):
            return Finding(mismatch, in_company=True)
        return found

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

    def smallest_mistake(self) -> Finding | None:
        """Let Hypothesis ask apart, and shrink; None if every answer is right."""
        return smallest(self.check, Apart(self.subject))


def smallest(check: Check, apart: Subject) -> Finding | None:
    """Let Hypothesis find the smallest network on which an answer is wrong; None if there is none.

    Args:
        check: The check.
        apart: The solution, loaded again for each question.
    """
    try:
        check.function(subject=apart)
    except Exception as error:
        mismatch = mismatch_in(error)
        if mismatch is None:
            raise
        return Finding(mismatch, steady=mismatch is error)
    return None
