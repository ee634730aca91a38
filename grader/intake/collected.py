"""`collected.json`: what `grader collect` took from each repository, stored beside the students' folders."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

import msgspec

FILE = "collected.json"


class CollectionError(ValueError):
    """The file does not hold what `grader collect` writes. The message says what is wrong with it."""


class Collected(msgspec.Struct):
    """What was collected for one row of the roster."""

    repository: str
    problem: str = ""
    """Why the repository could not be collected; empty if it could."""

    rule: str = ""
    """The clock that decided whether a commit was in time."""

    commits: dict[str, str | None] = {}
    """The commit taken for each exercise; None if there was none in time."""

    late: list[str] = []
    """The commits after the last deadline, each with its time."""

    days_late: dict[str, int] = {}
    """Number of days late that cost points, by exercise; exercises in time are left out."""

    handed_in: dict[str, datetime] = {}
    """When what was taken came, by exercise; what came before the class's deadline is left out."""

    remarks: list[str] = []
    """Notes for the record, such as a list of late commits."""


class Collection(msgspec.Struct):
    """What was collected for a whole roster."""

    deadlines: dict[str, str]
    """The deadlines of the collection, by exercise, in ISO format."""

    finished: bool
    """Whether every row was collected; False after an interruption."""

    students: dict[str, Collected]
    """By the students' names in the roster."""

    rules: str = ""
    """A digest of what else decided what is taken: days of grace, late days and exceptions."""


def read_collection(folder: Path) -> Collection | None:
    """Read what was collected into a folder; None if `grader collect` did not make it.

    Raises:
        CollectionError: The file is there, and cannot be read.
    """
    file = folder / FILE
    try:
        about = file.stat()
    except OSError:
        return None
    return _read(file, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=1)
def _read(file: Path, changed: int, size: int) -> Collection:
    """Read the file once for all students of the class, and again when it has changed."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Collection)
    except OSError as error:
        raise CollectionError(f"{file} cannot be read: {error.strerror}") from None
    except msgspec.DecodeError as error:
        raise CollectionError(
            f"{file}: expected what `grader collect` writes, got something else: {error}; collect again"
        ) from None


def write_collection(folder: Path, collection: Collection) -> None:
    """Write the file, in one step for anything that reads it meanwhile."""
    part = folder / f"{FILE}.part"
    part.write_bytes(msgspec.json.format(msgspec.json.encode(collection), indent=1) + b"\n")
    part.replace(folder / FILE)
