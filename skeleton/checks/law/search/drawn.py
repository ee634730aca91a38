"""What Hypothesis draws for a check: its examples, and the law that holds for each."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from functools import wraps
from typing import Any

from hypothesis import is_hypothesis_test
from hypothesis.errors import HypothesisDeprecationWarning, UnsatisfiedAssumption

from checks.law.check import Check
from checks.law.subject import Subject
from checks.model.outcomes import Mismatch

Law = Callable[..., None]
"""The test inside of a check, called with a subject and the values of an example."""

Drawn = dict[str, Any]
"""The values that Hypothesis drew for one example, by the names of the check's parameters."""


def law_of(check: Check) -> Law:
    """Return the test inside of a check, which draws nothing by itself."""
    function: Any = check.function
    law: Law = function.hypothesis.inner_test if is_hypothesis_test(function) else function
    return law


@contextmanager
def instead_of_law(check: Check, watch: Callable[..., None]) -> Generator[None]:
    """Have Hypothesis call `watch`, with a subject and what it draws, where it would call the check's law."""
    function: Any = check.function
    law = function.hypothesis.inner_test

    @wraps(law)  # Hypothesis draws by the test's source and signature, which must be those of the law
    def watched(subject: object, **drawn: Any) -> None:
        watch(subject, **drawn)

    function.hypothesis.inner_test = watched
    try:
        yield
    finally:
        function.hypothesis.inner_test = law


def each_example(check: Check, visit: Callable[[Law, Drawn], None]) -> None:
    """Call `visit` with the check's law and each drawn example, or once with nothing if the check draws nothing."""
    law = law_of(check)
    if not is_hypothesis_test(check.function):
        visit(law, {})
        return

    def with_tape(subject: object, **drawn: Any) -> None:
        if draws_by_itself(drawn):
            visit(_rewinding(law), {n: Tape(value) if hasattr(value, "draw") else value for n, value in drawn.items()})
        else:
            visit(law, drawn)

    with instead_of_law(check, with_tape):
        check.function(subject=None)


def replay(watch: Callable[..., None], subject: Subject, recorded: Iterable[Drawn]) -> None:
    """Do with recorded examples what Hypothesis does without shrinking: ask about each, and twice about one that fails.

    Args:
        watch: Called with the subject and what was drawn, as the law.
        subject: The solution.
        recorded: The examples.

    Raises:
        Mismatch: That of the second time. If there is none, that of the first, in a group, as Hypothesis has it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisDeprecationWarning)  # `assume`, it says, is for tests
        for drawn in recorded:
            try:
                watch(subject, **drawn)
            except UnsatisfiedAssumption:
                continue  # by its answers, the solution is not to be judged
            except Mismatch as mismatch:
                watch(subject, **drawn)
                raise ExceptionGroup("it was right the second time", [mismatch]) from None


def draws_by_itself(drawn: Drawn) -> bool:
    """Tell whether the law draws more, with `st.data()`, so that not all of the example is known."""
    return any(hasattr(value, "draw") for value in drawn.values())


def _rewinding(law: Law) -> Law:
    """Let the law draw the same each time that it is called."""

    def again(subject: object, **drawn: Any) -> None:
        for value in drawn.values():
            if isinstance(value, Tape):
                value.at = 0
        law(subject=subject, **drawn)

    return again


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
