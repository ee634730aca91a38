"""`collected.json`: what `grader collect` took of each student, beside the students' folders."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

FILE = "collected.json"


class CollectionError(ValueError):
    """The file is not what was written; the message says what is wrong with it."""


class Collected(msgspec.Struct):
    """What came of one row of the roster."""

    repository: str
    problem: str = ""
    rule: str = ""
    """The clock by which it was in time or not."""

    commits: dict[str, str | None] = {}
    """By exercise: the commit that was taken; None if there was none in time."""

    late: list[str] = []
    days_late: dict[str, int] = {}
    remarks: list[str] = []


class Collection(msgspec.Struct):
    """What came of a roster."""

    deadlines: dict[str, str]
    """By exercise, as they were asked for."""

    finished: bool
    students: dict[str, Collected]


def read_collection(folder: Path) -> Collection | None:
    """What was collected into a folder; None if that was not done by `grader collect`.

    Raises:
        CollectionError: the file is there, and cannot be read.
    """
    file = folder / FILE
    try:
        about = file.stat()
    except OSError:
        return None
    return _read(file, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=1)
def _read(file: Path, changed: int, size: int) -> Collection:
    """Each student of a class looks into the same file: it is read once for all, and again when it has changed."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Collection)
    except OSError as error:
        raise CollectionError(f"{file} cannot be read: {error.strerror}") from None
    except msgspec.DecodeError as error:
        raise CollectionError(
            f"{file}: expected what `grader collect` writes, got something else: {error}; collect again"
        ) from None


def write_collection(folder: Path, collection: Collection) -> None:
    """Write it; whoever reads meanwhile sees it as it was before."""
    part = folder / f"{FILE}.part"
    part.write_bytes(msgspec.json.format(msgspec.json.encode(collection), indent=1) + b"\n")
    part.replace(folder / FILE)
