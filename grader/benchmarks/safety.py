"""Measures what it costs that nothing can be had unearned: sealed questions, and the filter of system calls."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from checks.exercises import EXERCISES
from grader.benchmarks.classes import Lab
from grader.benchmarks.figures import ACCOUNTED, Figure, at_most, processor_seconds
from grader.grading.plan import Plan
from grader.grading.submission import grade
from grader.intake.files import Submission, read_submission
from grader.judge.check_runner import SandboxedExamination
from grader.paths import REFERENCE
from grader.sandbox import seccomp

ROUNDS = 9
"""Gradings of each kind, in turn, so that a busy hour of the machine is shared; the median counts."""

MOST = 15.0
"""Percent that both may add to the processor time of a right submission."""

KINDS = ((True, True), (False, True), (True, False), (False, False))
"""With sealed questions or without, with the filter or without."""


def figures(lab: Lab, rounds: int = ROUNDS) -> list[Figure]:
    """Grade a right submission with both and without, in this process: Python's start and drawing do not count."""
    folder = lab.folder / "earned"
    folder.mkdir()
    stems = tuple(lab.stems or (exercise.stem for exercise in EXERCISES))
    for stem in stems:
        shutil.copy(REFERENCE / f"{stem}.py", folder)
    plan = Plan(stems, sandbox=ACCOUNTED)
    submission = read_submission(folder, folder.name, plan.limits.source_bytes)
    lab.say(f"one submission, {rounds} times with and without")
    _cost(submission, plan, *KINDS[0])  # this one draws
    costs: dict[tuple[bool, bool], list[float]] = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind in KINDS:
            costs[kind].append(_cost(submission, plan, *kind))
    both, unsealed, unfiltered, neither = (statistics.median(costs[kind]) for kind in KINDS)
    return [
        Figure("right, with sealed questions and filter", both, "s of processor time"),
        Figure("right, with neither", neither, "s of processor time"),
        at_most("both together add", 100 * (both / neither - 1), "%", MOST),
        Figure("of that, sealed questions", 100 * (both - unsealed) / neither, "%"),
        Figure("of that, the filter", 100 * (both - unfiltered) / neither, "%"),
    ]


def _cost(submission: Submission, plan: Plan, sealed: bool, filtered: bool) -> float:
    """Return the processor time of one grading, that of the sandbox included."""
    with _without(sealed, filtered):
        before = time.process_time() + processor_seconds()
        entry = grade(submission, plan)
        cost = time.process_time() + processor_seconds() - before
    if entry.score < entry.max_score:
        raise SystemExit(
            f"the reference has {entry.score:g} of {entry.max_score:g} points: there is nothing to compare"
        )
    return cost


@contextmanager
def _without(sealed: bool, filtered: bool) -> Iterator[None]:
    """Leave out what is not wanted; no option of the grader does that."""
    with (
        mock.patch.object(seccomp, "compiled", seccomp.compiled if filtered else lambda files: b""),
        mock.patch.object(
            SandboxedExamination,
            "counting_examples",
            SandboxedExamination.counting_examples if sealed else lambda self: (),
        ),
    ):
        yield
