"""The grader's own list of checks: what counts, whatever a submission does."""

from __future__ import annotations

import importlib
from functools import cache

from checks.exercises import EXERCISES
from checks.law.check import Check, checks_in


@cache
def visible_checks(stem: str) -> tuple[Check, ...]:
    """The checks that a student has."""
    return tuple(checks_in(importlib.import_module(f"checks.test_{stem}")))


@cache
def hidden_checks(stem: str) -> tuple[Check, ...]:
    """The checks that only the grader has."""
    return tuple(checks_in(importlib.import_module(f"grader.hidden.test_{stem}")))


def all_checks(stem: str) -> tuple[Check, ...]:
    return visible_checks(stem) + hidden_checks(stem)


def stems(only: tuple[str, ...] = ()) -> list[str]:
    """The exercises to grade: all, or those asked for."""
    return [e.stem for e in EXERCISES if not only or e.stem in only]
