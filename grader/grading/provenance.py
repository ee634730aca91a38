"""What a class was graded with, kept in the record so that two gradings can be compared."""

from __future__ import annotations

import ast
import platform
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import hypothesis

from checks.exercises import BY_STEM
from checks.law.check import Check
from grader.authoring import slices
from grader.authoring.slices import IMPORTS, Statement, statements
from grader.course import registry
from grader.course.config import Course
from grader.course.pin import kit_version
from grader.course.sources import check_modules, digest, sources
from grader.grading.feedback import policy_of
from grader.judge.shared_cache import Findings
from grader.record import Kit
from grader.review import FeedbackPolicy


def made_with(course: Course, now: datetime | None = None) -> Kit:
    """Describe what a course is graded with: the kit, the course's settings, and a fingerprint of each check.

    Args:
        course: The course.
        now: When; what students may read can depend on the deadline. The present time if left out.
    """
    policy = policy_of(course, now or datetime.now(UTC))
    return Kit(
        version=kit_version(),
        sources=sources(),
        course=course.name,
        seed=course.sampling.seed,
        examples=course.sampling.examples,
        limits=asdict(course.limits),
        points=course.points,
        late=course.late,
        checks={name: mark for stem in course.exercises for name, mark in _check_fingerprints(stem).items()},
        python=platform.python_version(),
        hypothesis=hypothesis.__version__,
        late_days=course.late_days,
        rounding=course.rounding,
        void=sorted(course.decisions.void) or None,
        feedback=None if policy == FeedbackPolicy() else policy,
        milder={name: one.points for name, one in sorted(course.decisions.milder.items())} or None,
    )


_fingerprints = Findings("fingerprints", len(BY_STEM))


def _check_fingerprints(stem: str) -> dict[str, str]:
    """Return the fingerprints of an exercise's checks by their ids. They are kept: to read the checks takes time."""
    key = (stem, digest(Path(slices.__file__).read_text(encoding="utf-8")))
    found: dict[str, str] | None = _fingerprints.get(key)
    if found is None:
        found = {check.id: check_fingerprint(check) for check in registry.all_checks(stem)}
        _fingerprints.put(key, found)
    return found


def check_fingerprint(check: Check) -> str:
    """Return a fingerprint of a check's points and of its code, including the helpers that it uses in its module."""
    inner = getattr(check.function, "hypothesis", None)
    function = inner.inner_test if inner else check.function
    return digest(*own_code(function.__module__, {function.__name__}), str(check.points))


def own_code(module: str, names: set[str]) -> Iterator[str]:
    """Yield the texts of definitions in a module of checks, and of everything there that they use, directly or not.

    Hidden checks use helpers of the visible ones, so imports are followed from one module of checks into another.
    Every other import is part of the kit's sources.
    """
    modules = check_modules()
    every = _statements(modules[module].read_text(encoding="utf-8"))
    wanted, kept = set(names), set[int]()
    while more := [at for at, s in enumerate(every) if at not in kept and s.binds & wanted]:
        kept.update(more)
        wanted |= {used for at in more for used in every[at].uses}
    for at in sorted(kept):
        node = every[at].node
        if not isinstance(node, IMPORTS):
            yield every[at].text
        elif isinstance(node, ast.ImportFrom) and node.module in modules:
            yield from own_code(node.module, {alias.name for alias in node.names} & wanted)


@lru_cache(maxsize=32)
def _statements(source: str) -> list[Statement]:
    return statements(source)
