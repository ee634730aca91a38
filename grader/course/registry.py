"""The grader's own list of checks: they count, whatever a submission contains."""

from __future__ import annotations

import importlib
from functools import cache

from checks.exercises import EXERCISES
from checks.law.check import Check, checks_in


@cache
def visible_checks(stem: str) -> tuple[Check, ...]:
    """Return the checks that students have as well."""
    return tuple(checks_in(importlib.import_module(f"checks.test_{stem}")))


@cache
def hidden_checks(stem: str) -> tuple[Check, ...]:
    """Return the checks that only the grader has."""
    return tuple(checks_in(importlib.import_module(f"grader.hidden.test_{stem}")))


def all_checks(stem: str) -> tuple[Check, ...]:
    """Return the visible checks, then the hidden ones."""
    return visible_checks(stem) + hidden_checks(stem)


def stems(only: tuple[str, ...] = ()) -> list[str]:
    """List the exercises to grade: all, or the selected ones, in the order of the course."""
    return [e.stem for e in EXERCISES if not only or e.stem in only]
