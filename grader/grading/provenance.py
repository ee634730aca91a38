"""Fingerprints of everything that decides a grade, kept in the record so that two gradings can be compared.

Only what decides a grade is listed here: a new report or command must not make stored gradings worthless.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import platform
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import hypothesis

from checks.exercises import BY_STEM
from checks.guest.loading import GIVEN
from checks.law.check import Check
from grader.authoring.slices import IMPORTS, statements
from grader.course import registry
from grader.course.config import Course
from grader.paths import GRADER, REFERENCE, SKELETON
from grader.record import Kit

FOLDERS = {
    "skeleton": ("checks/explain", "checks/guest", "checks/law", "checks/model"),
    "grader": ("course", "diagnosis", "grading", "guest", "intake", "judge", "misconceptions", "sandbox"),
}
"""The code that grades, and the code that words the messages in an entry."""

MODULES = {
    "skeleton": ("checks/exercises.py", *(f"backprop/{name}.py" for name in ("__init__", *GIVEN, *BY_STEM))),
    "grader": ("api.py", "printable.py", "record.py"),
    "reference": tuple(f"{stem}.py" for stem in BY_STEM),
}
"""Single files that decide grades, beside others that do not. Stubs are among them: a badge is graded with the stubs of
the exercises that were not handed in."""

BESIDE = {"skeleton/checks/explain/drawing.py", "skeleton/checks/explain/layout.py", "grader/grading/diff.py"}
"""Files in those folders that decide no grade: they only show a record."""


def made_with(course: Course) -> Kit:
    """Describe what a course is graded with: the kit, the course's settings, and a fingerprint of each check."""
    checks = [check for stem in course.exercises for check in registry.all_checks(stem)]
    return Kit(
        version=importlib.metadata.version("backprop-exercise-kit"),
        sources=sources(),
        course=course.name,
        seed=course.sampling.seed,
        examples=course.sampling.examples,
        limits=asdict(course.limits),
        points=course.points,
        late=course.late,
        checks={check.id: check_fingerprint(check) for check in checks},
        python=platform.python_version(),
        hypothesis=hypothesis.__version__,
    )


@cache
def deciding() -> str:
    """Return a fingerprint of all that decides a grade, except for the submission and the course."""
    return _digest(sources(), _fingerprint(_check_modules().items()), platform.python_version(), hypothesis.__version__)


@cache
def sources() -> str:
    """Return a fingerprint of the code that decides a grade, except for the checks, which have their own."""
    return _fingerprint(_code())


def check_fingerprint(check: Check) -> str:
    """Return a fingerprint of a check's points and of its code, including the helpers that it uses in its module."""
    inner = getattr(check.function, "hypothesis", None)
    function = inner.inner_test if inner else check.function
    return _digest(*own_code(function.__module__, {function.__name__}), str(check.points))


def own_code(module: str, names: set[str]) -> Iterator[str]:
    """Yield the texts of definitions in a module of checks, and of everything there that they use, directly or not.

    Hidden checks use helpers of the visible ones, so imports are followed from one module of checks into another.
    Every other import is part of the kit's sources.
    """
    modules = _check_modules()
    every = statements(modules[module].read_text(encoding="utf-8"))
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


def _code() -> Iterator[tuple[str, Path]]:
    """Yield each file that decides grades, with its name in the kit, wherever the kit is installed."""
    for room, root in _roots().items():
        paths = [path for folder in FOLDERS.get(room, ()) for path in (root / folder).rglob("*.py")]
        paths += [root / module for module in MODULES[room]]
        for path in paths:
            name = f"{room}/{path.relative_to(root).as_posix()}"
            if name not in BESIDE:
                yield name, path


def _check_modules() -> dict[str, Path]:
    """Return the file of each module of checks: the visible ones, and the hidden ones that only the grader has."""
    folders = {"checks": SKELETON / "checks", "grader.hidden": GRADER / "hidden"}
    stems = [(package, f"test_{stem}") for package in folders for stem in BY_STEM]
    return {f"{package}.{module}": folders[package] / f"{module}.py" for package, module in stems}


def _roots() -> dict[str, Path]:
    return {"skeleton": SKELETON, "grader": GRADER, "reference": REFERENCE}


def _fingerprint(files: Iterable[tuple[str, Path]]) -> str:
    return _digest(*(f"{name}\n{path.read_text(encoding='utf-8')}" for name, path in sorted(files)))


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
