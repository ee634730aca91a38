"""`collected.json`: what `grader collect` took of each student, beside the students' folders."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

FILE = "collected.json"


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


def read(folder: Path) -> Collection | None:
    """What was collected into a folder; None if that was not done by `grader collect`."""
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return msgspec.convert(data, Collection)


def write(folder: Path, collection: Collection) -> None:
    """Write it; whoever reads meanwhile sees it as it was before."""
    part = folder / f"{FILE}.part"
    part.write_text(json.dumps(msgspec.to_builtins(collection), indent=1) + "\n", encoding="utf-8")
    part.replace(folder / FILE)
