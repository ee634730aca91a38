"""The networks that the checks draw: each check's own, or others if a course asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import hypothesis

from checks.law.check import EXAMPLES, Check, remade


@dataclass(frozen=True)
class Sampling:
    """Settings that change which networks the checks draw."""

    examples: int | None = None
    """Number of networks for checks that try the usual number; others keep their proportion to it. None: each check's
    own."""

    seed: int | None = None
    """A seed for the hidden checks, so that each course can have its own. The visible checks stay those of the
    students."""

    def applied_to(self, check: Check) -> Check:
        """Return the check with these settings; the same object if they change nothing."""
        return _sampled(
            check, self.examples, self.seed if check.function.__module__.startswith("grader.hidden.") else None
        )


@cache
def _sampled(check: Check, examples: int | None, seed: int | None) -> Check:
    if (examples is None and seed is None) or not hypothesis.is_hypothesis_test(check.function):
        return check

    def adjust(own: hypothesis.settings) -> hypothesis.settings:
        if examples is None:
            return own
        return hypothesis.settings(own, max_examples=max(1, round(own.max_examples * examples / EXAMPLES)))

    sampled = remade(check, adjust)
    if seed is not None:
        hypothesis.seed(seed)(sampled.function)
    return sampled


OWN = Sampling()
"""The settings that each check comes with."""
