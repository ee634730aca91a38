"""`collected.json`: what `grader collect` took of each student, stored beside the students' folders."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import msgspec

FILE = "collected.json"

PART = f"{FILE}.part"

OURS = (FILE, PART)
"""What no student's folder may be called."""


class CollectionError(ValueError):
    """The file does not hold what `grader collect` writes. The message says what is wrong with it."""


@dataclass(frozen=True)
class Sender:
    """Who handed something in, as the platform's name for it says."""

    platform: str
    """Canvas or Moodle."""

    user: str
    """The platform's number of the student; Moodle calls it the participant's."""

    name: str
    """The student's name as far as the platform gives it: Canvas leaves out the blanks."""

    late: bool = False

    prefix: str = ""
    """What a file with feedback has to begin with for the platform to know whose it is."""


class Collected(msgspec.Struct):
    """What was collected for one student."""

    repository: str
    """The repository's URL or path; empty for what came through a learning platform."""

    problem: str = ""
    """Why a person has to look at what was handed in before it is graded; empty if all could be collected."""

    rule: str = ""
    """The clock that decided whether a commit was in time."""

    commits: dict[str, str | None] = {}
    """The commit taken for each exercise; None if there was none in time."""

    late: list[str] = []
    """The commits after the last deadline, and those that came too late for an exercise, each with its time."""

    days_late: dict[str, int] = {}
    """Number of days late that cost points, by exercise; exercises in time are left out."""

    handed_in: dict[str, datetime] = {}
    """When what was taken came, by exercise; what came before the class's deadline is left out."""

    remarks: list[str] = []
    """Notes for the record, such as a list of late commits."""

    sender: Sender | None = None
    """Who handed it in through a learning platform; None for a repository."""


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

    pseudonyms: bool = False
    """Whether the students' names are pseudonyms, to which the roster's key belongs."""


def plain_name(name: str) -> str:
    """Return what is the same for two names that some file systems take for one: capitals and accents do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


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
    part = folder / PART
    part.write_bytes(msgspec.json.format(msgspec.json.encode(collection), indent=1) + b"\n")
    part.replace(folder / FILE)
