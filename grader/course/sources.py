"""Fingerprints of the code that decides a grade.

Only what decides a grade is listed here: a new report or command must not make stored gradings worthless.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import hypothesis

from checks.exercises import BY_STEM
from checks.guest.loading import GIVEN
from grader.paths import GRADER, REFERENCE, SKELETON

FOLDERS = {
    "skeleton": ("checks/explain", "checks/guest", "checks/law", "checks/model"),
    "grader": ("course", "diagnosis", "grading", "guest", "intake", "judge", "misconceptions", "sandbox"),
}
"""The code that grades, and the code that words the messages in an entry."""

MODULES = {
    "skeleton": (
        "checks/exercises.py",
        "checks/questions/belongs_to.json",
        *(f"backprop/{name}.py" for name in ("__init__", *GIVEN, *BY_STEM)),
    ),
    "grader": ("api.py", "printable.py", "record.py", "whole_file.py"),
    "reference": tuple(f"{stem}.py" for stem in BY_STEM),
}
"""Single files that decide grades, beside others that do not. Stubs are among them: a badge is graded with the stubs of
the exercises that were not handed in."""

BESIDE = {"skeleton/checks/explain/drawing.py", "skeleton/checks/explain/layout.py", "grader/grading/diff.py"}
"""Files in those folders that decide no grade: they only show a record."""


@cache
def deciding() -> str:
    """Return a fingerprint of all that decides a grade, except for the submission and the course."""
    return digest(sources(), _fingerprint(check_modules().items()), platform.python_version(), hypothesis.__version__)


@cache
def sources() -> str:
    """Return a fingerprint of the code that decides a grade, except for the checks, which have their own."""
    return _fingerprint(_code())


def _code() -> Iterator[tuple[str, Path]]:
    """Yield each file that decides grades, with its name in the kit, wherever the kit is installed."""
    for room, root in _roots().items():
        paths = [path for folder in FOLDERS.get(room, ()) for path in _modules(root, folder)]
        for path in (*paths, *MODULES[room]):
            name = f"{room}/{path}"
            if name not in BESIDE:
                yield name, root / path


def _modules(root: Path, folder: str) -> Iterator[str]:
    """Yield the paths of all modules below a folder; each grading does that, so it has to be quick."""
    with os.scandir(root / folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _modules(root, f"{folder}/{entry.name}")
            elif entry.name.endswith(".py"):
                yield f"{folder}/{entry.name}"


def check_modules() -> dict[str, Path]:
    """Return the file of each module of checks: the visible ones, and the hidden ones that only the grader has."""
    folders = {"checks": SKELETON / "checks", "grader.hidden": GRADER / "hidden"}
    stems = [(package, f"test_{stem}") for package in folders for stem in BY_STEM]
    return {f"{package}.{module}": folders[package] / f"{module}.py" for package, module in stems}


def _roots() -> dict[str, Path]:
    return {"skeleton": SKELETON, "grader": GRADER, "reference": REFERENCE}


def _fingerprint(files: Iterable[tuple[str, Path]]) -> str:
    found = hashlib.blake2b(digest_size=8)  # which takes half as long as SHA-256, for millions of characters
    for name, path in sorted(files):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # Path.open() takes twice as long
            text = file.read().replace(b"\r\n", b"\n")
        found.update(b"%s %d\n%s" % (name.encode(), len(text), text))
    return found.hexdigest()


def digest(*texts: str) -> str:
    """Return a short fingerprint of texts."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
