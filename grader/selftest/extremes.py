"""Grades the reference and the untouched stubs with the whole grader, sandbox included."""

from __future__ import annotations

from dataclasses import dataclass

from checks.model.status import Status
from grader import api
from grader.course import registry
from grader.paths import REFERENCE, SKELETON


@dataclass(frozen=True)
class Extreme:
    """The result of a solution that must get full marks, or none."""

    name: str
    score: float
    max_score: float
    shortfalls: list[str]
    """A sentence for each result that is not as it must be."""


def extremes(stems: list[str]) -> list[Extreme]:
    """Grade the reference, then the stubs; with all exercises, the badges are graded as well."""
    stems = [stem for stem in registry.stems() if stem in stems]
    found = []
    for name, folder, wanted in (("reference", REFERENCE, Status.PASSED), ("stub", SKELETON, Status.NOT_STARTED)):
        entry = api.grade(folder, exercises=stems)
        shortfalls = [
            f"the {name} gets {check.status.value!r} from {check.id}, not {wanted.value!r}"
            for check in entry.checks
            if check.status is not wanted
        ]
        if name == "reference" and len(stems) == len(registry.stems()) and entry.max_score != 100:
            shortfalls.append(f"all the checks together are worth {entry.max_score:g} points, not 100")
        found.append(Extreme(name, entry.score, entry.max_score, shortfalls))
    return found
