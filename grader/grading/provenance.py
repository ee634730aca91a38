"""What a grading was made with: kept in the record, so that two gradings can be told apart."""

from __future__ import annotations

import hashlib
import importlib.metadata
import inspect
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from checks.law.check import Check
from grader.course import registry
from grader.course.config import Course
from grader.paths import GRADER, KIT, REFERENCE, SKELETON


def made_with(course: Course) -> dict[str, Any]:
    """The kit's version and sources, what the course sets, and each check with a fingerprint of its code."""
    checks = [check for stem in course.exercises for check in registry.all_checks(stem)]
    return {
        "version": importlib.metadata.version("backprop-exercise-kit"),
        "sources": sources(),
        "course": course.name,
        "seed": course.sampling.seed,
        "examples": course.sampling.examples,
        "limits": asdict(course.limits),
        "points": course.points,
        "late": asdict(course.late) if course.late else None,
        "checks": {check.id: _fingerprint(check) for check in checks},
    }


@cache
def deciding() -> str:
    """A fingerprint of all the code that decides a grade: the judge, the checks, the framework, the references."""
    folders = (SKELETON / "checks", SKELETON / "backprop", GRADER, REFERENCE)
    paths = sorted({path for folder in folders for path in folder.rglob("*.py")})
    return _digest(*(f"{path.relative_to(KIT)}\n{path.read_text(encoding='utf-8')}" for path in paths))


@cache
def sources() -> str:
    """A fingerprint of everything that decides a grade but the checks themselves, which have their own."""
    paths = [p for folder in (SKELETON / "checks", SKELETON / "backprop", GRADER) for p in folder.glob("*.py")]
    deciding = [p for p in paths if not p.name.startswith(("test_", "ex"))]
    return _digest(*(f"{p.name}\n{p.read_text(encoding='utf-8')}" for p in sorted(deciding, key=_inside_the_kit)))


def _inside_the_kit(path: Path) -> tuple[str, str]:
    return path.parent.name, path.name


def _fingerprint(check: Check) -> str:
    inner = getattr(check.function, "hypothesis", None)
    function = inner.inner_test if inner else check.function
    return _digest(inspect.getsource(function), str(check.points))


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
