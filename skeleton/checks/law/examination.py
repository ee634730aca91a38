"""How a solution is asked the questions of a check: one way, at home and when it is graded.

First all networks of the check, one after the other, with the module loaded once: in company. After a wrong answer
Hypothesis looks for the smallest network on which the answer is wrong, with the module loaded again for each: apart.
What is right apart and wrong in company is wrong, and told as such: something is kept outside of the nodes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from hypothesis import is_hypothesis_test

from checks.law.check import Check
from checks.law.minimize import run_to_smallest
from checks.law.subject import Apart, Subject
from checks.model.outcomes import Mismatch, mismatch_in

Drawn = dict[str, Any]
"""The values that Hypothesis drew for one example, by the names of the check's parameters."""


def each_example(check: Check, visit: Callable[[Callable[..., None], Drawn], None]) -> None:
    """Call `visit` with the check's law and each drawn example, or once with nothing if the check draws nothing."""
    function: Any = check.function
    if not is_hypothesis_test(function):
        visit(function, {})
        return
    law = function.hypothesis.inner_test

    @wraps(law)  # Hypothesis draws by the test's source and signature, which must be those of the law
    def with_tape(subject: object, **drawn: Any) -> None:
        visit(law, {name: Tape(value) if hasattr(value, "draw") else value for name, value in drawn.items()})

    function.hypothesis.inner_test = with_tape
    try:
        function(subject=None)
    finally:
        function.hypothesis.inner_test = law


class Tape:
    """Stands in for the `data` argument of a check: records the values drawn first, replays them later."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.drawn: list[Any] = []
        self.at = 0

    def draw(self, strategy: Any, label: Any = None) -> Any:
        if self.at == len(self.drawn):
            self.drawn.append(self.data.draw(strategy, label))
        self.at += 1
        return self.drawn[self.at - 1]

    def rewind(self) -> None:
        self.at = 0


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
