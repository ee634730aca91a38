"""Which networks the checks draw: those that each check comes with, or others that a course asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import hypothesis

from checks.law.check import EXAMPLES, Check, remade


@dataclass(frozen=True)
class Sampling:
    """`examples`: for checks that try the usual number of networks; others keep their proportion to it.

    `seed`: of the hidden checks, so that each course can have others. The visible ones stay what every student has.
    """

    examples: int | None = None
    seed: int | None = None

    def applied_to(self, check: Check) -> Check:
        """The check that draws as asked; the very same one if nothing is asked of it."""
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
"""What each check comes with."""
