"""Tests the checks: right solutions must pass all of them, wrong ones must fail at least one.

A solution is one module, and the checks of an exercise ask that module alone. A wrong submission has the reference's
modules for all other exercises, and those pass. So a wrong solution that fails here loses points in its own exercise,
and none elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from checks.exercises import BADGES
from checks.law.check import Check
from checks.model.status import Status
from grader.course import registry
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from grader.misconceptions.model import Misconception
from grader.selftest.batch_check import verdict
from grader.selftest.proportion import out_of_band
from grader.selftest.twins import twins

PLAY_SECONDS = 3.0
"""Processor time for one scenario of a wrong solution: some are wrong because they never end. The slowest of the others
take a third of it."""

RIGHT_SECONDS = 120.0
"""That for a right solution, which ends: on a busy machine everything takes longer, processor time as well."""

Statuses = dict[str, Status]

Task = tuple[str, str, str]
"""The exercise, `right` or `wrong`, and the name of the solution."""


@dataclass(frozen=True)
class Examined:
    """The outcome of an exercise's checks for all solutions."""

    stem: str
    visible: tuple[Check, ...]
    hidden: tuple[Check, ...]
    wrong: dict[str, Statuses]
    right: dict[str, Statuses]
    """Check id -> solution -> status."""

    twins: list[list[str]]
    """Misconceptions of different families that no network tells apart, see `grader.selftest.twins`."""

    @property
    def checks(self) -> tuple[Check, ...]:
        return self.visible + self.hidden

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        return catalogue.misconceptions(self.stem)

    def killed_by(self, name: str) -> list[Check]:
        """List the checks that a misconception fails."""
        return [check for check in self.checks if self.wrong[check.id][name] is not Status.PASSED]

    def loss(self, name: str) -> float:
        """Return which share of the exercise's points a misconception loses."""
        return sum(check.points for check in self.killed_by(name)) / sum(check.points for check in self.checks)

    @property
    def is_badge(self) -> bool:
        """Whether this is a badge, which counts for nothing: all or nothing is earned, and no loss can be too large."""
        return self.stem in {badge.stem for badge in BADGES}

    def out_of_band(self, misconception: Misconception) -> str:
        """Describe a loss that does not fit the severity; an empty text if it does, and in a badge."""
        return "" if self.is_badge else out_of_band(misconception.severity, self.loss(misconception.id))

    def kills_alone(self, check: Check) -> list[str]:
        """List the misconceptions that this check catches and no other: no other visible one, if it is visible.

        A check that examines all the same clauses and more does not count: it stands behind those that are specific,
        whose messages say more.
        """
        group = self.visible if check in self.visible else self.checks
        others = {one for one in group if one is not check and not stands_behind(one, check)}
        return [m.id for m in self.misconceptions if check in (k := self.killed_by(m.id)) and others.isdisjoint(k)]


def stands_behind(one: Check, other: Check) -> bool:
    """Tell whether a check examines all the clauses that the other one does, and more."""
    return bool(other.clauses) and set(one.clauses) > set(other.clauses)


def verify(stems: Iterable[str], processes: int | None = None) -> list[Examined]:
    """Run all checks of these exercises on the misconceptions and on the right solutions.

    Args:
        stems: The exercises.
        processes: Number of processes; one for each processor if left out.

    Returns:
        The outcome of each exercise, in the order of `stems`.

    Raises:
        grader.selftest.batch_check.BadCheck: The reference does not pass a check.
        grader.misconceptions.model.ChangeError: A misconception's change does not fit the reference.
    """
    stems = list(stems)
    tasks = [
        (stem, kind, name)
        for stem in reversed(stems)  # those that take longest come first
        for kind, texts in (("right", catalogue.right_solutions(stem)), ("wrong", catalogue.wrong_solutions(stem)))
        for name in texts
    ]
    count = processes or os.cpu_count() or 1
    if count == 1:
        results = dict(zip(tasks, map(_take, tasks), strict=True))
        groups = list(map(twins, stems))
    else:
        with ProcessPoolExecutor(count) as pool:
            taken, compared = pool.map(_take, tasks), pool.map(twins, stems)
            results, groups = dict(zip(tasks, taken, strict=True)), list(compared)
    return [_collected(stem, results, alike) for stem, alike in zip(stems, groups, strict=True)]


def _take(task: Task) -> Statuses:
    """Run all checks of an exercise, in a process of the pool, on one solution."""
    stem, kind, name = task
    texts = catalogue.right_solutions(stem) if kind == "right" else catalogue.wrong_solutions(stem)
    subject = TrustedSubject(stem, texts[name], RIGHT_SECONDS if kind == "right" else PLAY_SECONDS)
    found = {}
    for check in registry.all_checks(stem):
        found[check.id] = verdict(check, subject)
        if found[check.id] is Status.TIMEOUT and subject.seconds:
            subject.seconds /= 4  # it hangs, so it is given less from now on
    return found


def _collected(stem: str, results: dict[Task, Statuses], alike: list[list[str]]) -> Examined:
    visible, hidden = registry.visible_checks(stem), registry.hidden_checks(stem)

    def by_check(kind: str) -> dict[str, Statuses]:
        own = {name: found for (s, k, name), found in results.items() if (s, k) == (stem, kind)}
        return {check.id: {name: own[name][check.id] for name in own} for check in visible + hidden}

    return Examined(stem, visible, hidden, by_check("wrong"), by_check("right"), alike)
