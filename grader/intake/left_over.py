"""Folders whose students are not in the collection any more: set aside, so that they are not graded as if they were."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from grader.intake.collected import CollectionError, read_collection
from grader.intake.files import KEPT

ASIDE = ".not-in-roster"
"""Folder for them inside that of the collection; hidden, so that the grader does not take it for a student."""


def collected_before(into: Path) -> set[str]:
    """Return the students of an earlier collection; none if there was none, or if nobody can read what it was."""
    try:
        state = read_collection(into)
    except CollectionError:
        return set()
    return set(state.students) if state else set()


def refuse_to_replace(into: Path, students: Iterable[str]) -> None:
    """Refuse a folder where one of these students has a folder that no collection has made: it would be deleted.

    Args:
        into: The folder for the collection, with what an earlier one may have left there.
        students: Those whose folders will be made anew.

    Raises:
        ValueError: There is such a folder.
    """
    before = collected_before(into)
    for student in students:
        folder = into / student
        if folder.exists() and student not in before and not _has_exercises_only(folder):
            raise ValueError(
                f"{folder}: expected work of an earlier collection, got something else: give another --into"
            )


def make_anew(folder: Path) -> None:
    """Make a student's folder, empty, in place of an earlier collection's."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def set_aside(into: Path, students: Iterable[str], before: set[str]) -> list[str]:
    """Move the folders of others than these students aside. Nothing is deleted, and nothing set aside is written over.

    Only what a collection has made is moved: the folders of an earlier one, and those with nothing but exercise files.
    Others are somebody's, as where a course and its collection share a folder.

    Args:
        into: The folder of the collection.
        students: Those whose folders stay.
        before: The students of the collection before this one.

    Returns:
        The names of the folders that were moved, sorted.

    Raises:
        OSError: A folder cannot be moved.
    """
    kept = {_composed(student) for student in students}
    moved = []
    for folder in sorted(into.iterdir()):
        name = folder.name
        if name.startswith(".") or not folder.is_dir() or _composed(name) in kept:
            continue
        if name in before or _has_exercises_only(folder):
            (into / ASIDE).mkdir(exist_ok=True)
            free = next(other for other in numbered(name) if not (into / ASIDE / other).exists())
            folder.rename(into / ASIDE / free)
            moved.append(name)
    return moved


def numbered(name: str) -> Iterator[str]:
    """Yield a name, then others like it."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _composed(name: str) -> str:
    """Return a name with its accents as a roster has them; some file systems take them apart."""
    return unicodedata.normalize("NFC", name)


def _has_exercises_only(folder: Path) -> bool:
    """Return whether a folder has nothing but what a collection takes, or is empty."""
    try:
        names = {path.name for path in folder.iterdir()}
        if (folder / "backprop").is_dir():
            names |= {path.name for path in (folder / "backprop").iterdir()}
    except OSError:
        return False
    return names <= KEPT
