"""The first check of an exercise that fails, asked for by a command."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from checks.exercises import Exercise
from checks.explain.failure import Failure, of_abort, of_mismatch
from checks.explain.messages import sentence
from checks.explain.recorded.own_numbers import with_yours
from checks.explain.snapshot import Snapshot
from checks.guest.loading import source_text
from checks.law.check import checks_in
from checks.law.search.examination import Examination
from checks.law.subject import LocalSubject
from checks.model.outcomes import CheckAborted, NotStarted


def first_failure(exercise: Exercise, wanted: Callable[[Failure], object]) -> Failure | str:
    """Find the first answer to a check of an exercise that is wrong, or never comes, and is wanted.

    Or say in a sentence why there is none.
    """
    found_other = False
    for one in checks_in(importlib.import_module(f"checks.test_{exercise.stem}")):
        source = source_text(exercise.stem)
        try:
            mistake = Examination(one, LocalSubject(exercise.stem)).mistake()
        except NotStarted:
            return f"Exercise {exercise.number} is not started yet: {exercise.file} is as it was handed out."
        except CheckAborted as stop:
            failure = of_abort(one, stop, source)
            shown = failure.scenario is not None and wanted(failure)
            return failure if shown else f"Exercise {exercise.number}: {sentence(failure)}"
        if mistake and wanted(failure := of_mismatch(one, mistake, source)):
            return failure
        found_other = found_other or mistake is not None
    if found_other:
        return f"No check of exercise {exercise.number} fails with a network that can be shown."
    return nothing_fails(exercise)


def is_right(exercise: Exercise) -> str:
    """Ask whether an exercise passes all its visible checks; return why not, in a sentence, or nothing if it does."""
    found = first_failure(exercise, lambda failure: True)
    if isinstance(found, Failure):
        return f"Exercise {exercise.number} is not right yet: {found.law}."
    return "" if found == nothing_fails(exercise) else found


def nothing_fails(exercise: Exercise) -> str:
    """Say that no check of an exercise fails."""
    return f"No check of exercise {exercise.number} fails."


def failing_network(exercise: Exercise) -> Snapshot | str:
    """Find the network on which an exercise fails, with the student's own numbers; or say why there is none."""
    found = first_failure(exercise, Failure.snapshot)
    if isinstance(found, str):
        return found
    shown = with_yours(found).snapshot()
    assert shown is not None  # or it would not have been wanted
    return shown
