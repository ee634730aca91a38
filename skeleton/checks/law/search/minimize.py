"""Run a check to its smallest counterexample: what Hypothesis has drawn is made smaller by hand, change by change.

Hypothesis would shrink choice by choice. So it seldom gets rid of a node in the middle of a network, a number never
becomes simpler than its strategy allows, and a life takes a thousand questions.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, TypeVar

from hypothesis import is_hypothesis_test
from hypothesis.errors import Flaky, HypothesisDeprecationWarning

from checks.law.answers import is_number
from checks.law.check import Check
from checks.law.oracle import close
from checks.law.search.corners import in_a_corner, out_of_the_corner
from checks.law.search.cost import cost, exactly, tame
from checks.law.search.drawn import Drawn, Law, draws_by_itself, instead_of_law, law_of, replay
from checks.law.search.kept import kept_examples
from checks.law.search.needless import without_needless_steps
from checks.law.search.numbers import numbers
from checks.law.search.structures import structures
from checks.law.search.telling_apart import told_apart
from checks.law.subject import Subject
from checks.model.outcomes import CheckAborted, Mismatch, mismatch_in

T = TypeVar("T")
BOTH = (structures, numbers)
F = TypeVar("F")

MOST_TRIES = 600
"""Number of variants that are tried at most: several times what it takes on average."""

MOST_WORK = 3_500_000
"""Number of nodes, edges and entries that are looked at at most; a try counts ten times. It ends those of thousands."""

FACTORS = (-1.0, 2.0, 0.5)
"""Common mistakes: the sign, twice as much, half as much."""

DIFFERENT = 3
"""Number of different right answers that such a factor must explain: for fewer it may be a coincidence."""


def run_to_smallest(
    check: Check, subject: Subject, right: Subject | None = None, recorded: Iterable[Drawn] | None = None
) -> None:
    """Run a check as `check.function(subject=subject)` does, but fail with the smallest counterexample.

    Args:
        check: The check.
        subject: The solution; it must answer each question as if it were the only one.
        right: A right solution, where there is one to ask: an example on which it fails is never shown.
        recorded: The examples that Hypothesis draws for the check, if they are known: then it need not draw them again.

    Raises:
        Mismatch: The law does not hold. Its `steady` and `factor` are set.
        CheckAborted: The solution stopped answering.
    """
    drawing = is_hypothesis_test(check.function)
    search = Search(law_of(check), subject, right)
    if drawing and recorded is None and (kept := kept_examples(check)) is not None:
        recorded = (example.drawn for example in kept)
    try:
        if drawing and recorded is not None:
            replay(search.watch, subject, recorded)
        elif drawing:
            with instead_of_law(check, search.watch):
                check.function(subject=subject)
        else:
            search.watch(subject)
        return
    except Exception as error:
        found = mismatch_in(error)
        if found is None and isinstance(error, Flaky) and search.wrong:
            found = search.wrong[-1]  # the second time, the test did not even draw the same
        if found is None:
            raise
        found.steady = found is error if drawing else None  # it was asked again
    raise search.smallest(found)


class Enough(Exception):
    """So many variants have been tried that the smallest one so far has to do: those of a large network never end."""


class Search:
    """A law and a solution: the examples on which it holds, and the answers for which it does not."""

    def __init__(self, law: Law, subject: Subject, right: Subject | None) -> None:
        self.law = law
        self.subject = subject
        self.right = right
        self.drawn: Drawn = {}
        """The latest example that failed."""

        self.wrong: list[Mismatch] = []
        self.tried: set[str] = set()
        """Examples that are no counterexample, or none like the one that is made smaller."""

        self.tries, self.work, self.size = MOST_TRIES, MOST_WORK, 1
        self.tame = False
        """Whether its networks are tame, so that those of all variants must be."""

        self.corner = True
        """Whether its networks, and so those of variants, may have operations without children."""

    def watch(self, subject: Subject, **drawn: Any) -> None:
        """Call the law, and remember how it ended."""
        try:
            self.law(subject=subject, **drawn)
        except Mismatch as mismatch:
            self.drawn = drawn
            self.wrong.append(mismatch)
            raise
        self.tried.add(exactly(drawn))

    def smallest(self, found: Mismatch) -> Mismatch:
        """Find an example that fails as this one did, and for which no variant fails."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", HypothesisDeprecationWarning)  # `assume`, it says, is for tests
                if not draws_by_itself(self.drawn):
                    _, found = self.minimized(self.drawn, found)
        except (Exception, CheckAborted):  # noqa: BLE001  # a smaller example is an extra: no error in it costs a grade
            found.steady = None
        found.factor = common_factor(self.wrong)
        return found

    def minimized(self, drawn: Drawn, found: Mismatch) -> tuple[Drawn, Mismatch]:
        """Make a failing example smaller, as long as it fails; return it as it is if it does not fail again."""
        first = self._failure(drawn)
        self.size = sum(cost(drawn)[:3])
        if first is None:
            found.steady = False
            return drawn, found
        with suppress(Enough):
            if in_a_corner(drawn) and (elsewhere := self._variant_failure(out_of_the_corner(drawn), first)):
                drawn, first = out_of_the_corner(drawn), elsewhere
        self.tame, self.corner = tame(drawn), in_a_corner(drawn)
        drawn, smallest = reduced(drawn, first, self._variant_failure)
        with suppress(Enough):
            drawn, smallest = told_apart(drawn, smallest, self._variant_failure)
        drawn, smallest = reduced(drawn, smallest, self._variant_failure, (structures,))  # some steps matter no more
        again = self._failure(drawn)
        smallest.steady = again is not None and str(again) == str(smallest)
        return drawn, without_needless_steps(smallest, self.subject, self.right)

    def _variant_failure(self, variant: Drawn, found: Mismatch) -> Mismatch | None:
        """Return how a variant fails; None if it does not, does so in another way, or is no fair question."""
        self.work -= self.size
        if not self.tries or self.work < 0:
            raise Enough
        key = exactly(variant)
        if key in self.tried or (self.tame and not tame(variant)) or (in_a_corner(variant) and not self.corner):
            return None
        self.tries, self.work = self.tries - 1, self.work - 10 * self.size
        failure = self._failure(variant)
        if failure is not None and alike(failure, found) and passes(self.law, self.right, variant):
            return failure
        self.tried.add(key)
        return None

    def _failure(self, drawn: Drawn) -> Mismatch | None:
        failure = failure_of(self.law, self.subject, drawn)
        self.wrong += [failure] if failure else []
        return failure


def passes(law: Law, right: Subject | None, drawn: Drawn) -> bool:
    """Tell whether a right solution passes on an example; without one, laws are trusted to judge only what they can."""
    if right is None:
        return True
    try:
        law(subject=right, **drawn)
    except (Exception, CheckAborted):  # noqa: BLE001  # whatever it is, the example is none to judge by
        return False
    return True


def failure_of(law: Law, subject: Subject, drawn: Drawn) -> Mismatch | None:
    """Ask about an example, and return how it fails. An error of the law itself says nothing about the solution."""
    with suppress(Exception):  # the law does not hold for everything, and says so in many ways
        try:
            law(subject=subject, **drawn)
        except Mismatch as mismatch:
            return mismatch
    return None


def reduced(value: T, failure: F, fails: Callable[[T, F], F | None], kinds: Sequence[Any] = BOTH) -> tuple[T, F]:
    """Go from a value to a variant that fails as well, and on from there, until no variant does; return the last one.

    Args:
        value: Plain data, such as what a check has drawn.
        failure: How it fails.
        fails: Called with a variant and the failure so far; returns how the variant fails, or None; may raise `Enough`.
        kinds: What makes the variants.
    """
    before, path = None, [(value, failure)]

    def noting(variant: T, failure: F) -> F | None:
        found = fails(variant, failure)
        if found is not None:
            path.append((variant, found))
        return found

    with suppress(Enough):
        while path[-1][0] != before:
            before = path[-1][0]
            for variants in kinds:
                _reduced_by(variants, *path[-1], noting)
    return path[-1]


def _reduced_by(variants: Callable[[T], Iterator[T]], value: T, failure: F, fails: Callable[[T, F], F | None]) -> None:
    at = 0  # variants before this one do not fail, and are not tried again after each step
    while True:
        before = cost(value)
        for variant in islice(variants(value), at, None):
            found = fails(variant, failure) if cost(variant) < before else None
            if found is not None:
                value, failure = variant, found
                break
            at += 1
        else:
            return


def alike(one: Mismatch, other: Mismatch) -> bool:
    """Tell whether both are wrong answers, or exceptions of the same type."""
    return (one.raised and one.raised.type) == (other.raised and other.raised.type)


def common_factor(wrong: list[Mismatch]) -> float | None:
    """Find a factor by which each of the wrong answers differs from the right one, None if there is none.

    Each must be a number, and they must not be the same few: 1 and 2 may differ by other things than a factor.
    """
    pairs = [mismatch.values for mismatch in wrong if mismatch.values is not None]
    if len(pairs) < len(wrong) or any(len(w) != 1 or len(f) != 1 for w, f in pairs):
        return None
    numbers_ = [(w[0], f[0]) for w, f in pairs]
    if not all(is_number(one) for pair in numbers_ for one in pair) or len({abs(w) for w, _ in numbers_}) < DIFFERENT:
        return None
    return next((k for k in FACTORS if all(w and close(f, k * w) for w, f in numbers_)), None)
