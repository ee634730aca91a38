"""The network on which a check fails, step by step: its data, for the page of steps that is in each page once."""

from __future__ import annotations

from functools import lru_cache

from checks.exercises import BY_STEM
from checks.explain.failure import Failure
from checks.explain.snapshot import Snapshot
from checks.stepper.numbers import numbers
from checks.stepper.page import as_json, data
from checks.stepper.showing import asked_about_failure


def steps(failure: Failure | None) -> str:
    """Describe the steps of the network on which a check fails, as JSON; empty if there is none to show.

    They are the right ones alone: to record the student's calls, their code would have to run again, here and now.
    """
    shown = failure.snapshot() if failure else None
    if failure is None or shown is None or BY_STEM[failure.stem].builds_on:
        return ""
    return _steps(Snapshot(shown.network, shown.root, shown.derivative), BY_STEM[failure.stem].number)


@lru_cache(maxsize=4096)
def _steps(shown: Snapshot, number: int) -> str:
    asked = asked_about_failure(shown, number)
    return as_json(data(asked, numbers(asked)))
