"""Which networks the checks draw: those that each check comes with, or others that a course asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import hypothesis

from checks.law.check import EXAMPLES, Check

OWN_SETTINGS = "_hypothesis_internal_use_settings"
OWN_SEED = "_hypothesis_internal_use_seed"
"""Where Hypothesis keeps what its decorators `settings` and `seed` say. They can be applied only once to a test, but a
check is judged as it comes in one course and otherwise in another, so this is set for the time of the judging."""


@dataclass(frozen=True)
class Sampling:
    """`examples`: for checks that try the usual number of networks; others keep their proportion to it.

    `seed`: of the hidden checks, so that each course can have others. The visible ones stay what every student has.
    """

    examples: int | None = None
    seed: int | None = None

    @contextmanager
    def applied_to(self, check: Check) -> Iterator[None]:
        """While this lasts, the check draws as asked."""
        function: Any = check.function
        if not hypothesis.is_hypothesis_test(function):
            yield
            return
        before = {name: getattr(function, name) for name in (OWN_SETTINGS, OWN_SEED)}
        if self.examples is not None:
            own = before[OWN_SETTINGS]
            most = max(1, round(own.max_examples * self.examples / EXAMPLES))
            setattr(function, OWN_SETTINGS, hypothesis.settings(own, max_examples=most))
        if self.seed is not None and function.__module__.startswith("grader.hidden."):
            hypothesis.seed(self.seed)(function)
        try:
            yield
        finally:
            for name, value in before.items():
                setattr(function, name, value)


OWN = Sampling()
"""What each check comes with."""
