"""The record of a grading as types. Everything that shows, compares or hands on a grading reads these.

A file holds what the types say, key for key and in this order. What is `None` by default is left out of the file where
it is `None`: to add such a field changes no record that has been written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from checks.explain.failure import Failure
from checks.model.status import Status

SCHEMA = 1
"""The version of the format. A key that is added does not change it, one that means something else does."""

HOW = "make one with: grader grade ... --json FILE"

Number = int | float
"""Points are floats; what an instructor wrote as a whole number stays one."""


class RecordError(ValueError):
    """A file is no record. The message names it, what was expected, what came, and what to do."""


class SubmissionStatus(StrEnum):
    """Whether the score of a submission is a grade."""

    GRADED = "graded"
    NEEDS_REVIEW = "needs_review"
    """A person has to look first: the notes and the messages say why."""


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the record."""


class Counterexample(Part, frozen=True):
    """What a check asked when it did not pass: the smallest such question that was found."""

    formula: str
    """The network for a person; empty if there is none."""

    code: str
    """To paste into Python: it asks the same."""

    network: list[list[Any]]
    """The network as data, see `checks.model.network.Network.from_json`."""


class MisconceptionName(Part, frozen=True):
    """A mistake that many students make, told by the answers."""

    id: str
    name: str
    explanation: str


class CheckEntry(Part, frozen=True):
    """What came of one check."""

    id: str
    """`exercise::check`"""

    title: str
    """The law that it checks."""

    hidden: bool
    status: Status
    score: Number
    max_score: Number
    message: str
    line: int
    """Of the student's file, to point at."""

    counterexample: Counterexample | None
    misconception: MisconceptionName | None
    failure: Failure | None = None
    """What there is to say about a check that did not pass; `message` is made of it."""

    @property
    def share(self) -> float:
        """The part of its points that was earned; 0 for a check that is worth nothing."""
        return self.score / self.max_score if self.max_score else 0.0


class Late(Part, frozen=True):
    """What was taken off because an exercise was handed in late."""

    days: int
    percent: Number
    points: Number
    """What that changed: zero or less."""


class ExerciseEntry(Part, frozen=True):
    """What came of one exercise."""

    id: str
    file: str | None
    """None if it was not handed in."""

    sha256: str | None
    """Of the text that was graded; None if there was none."""

    score: Number
    max_score: Number
    checks: list[CheckEntry]
    never_ran: list[int] | None = None
    """Lines that no check ran; only where that was looked for and found out."""

    late: Late | None = None
    """Only where it was."""


class BadgeEntry(ExerciseEntry, frozen=True, kw_only=True):
    """What came of an exercise whose points count for nothing."""

    earned: bool


class SubmissionEntry(Part, frozen=True):
    """What came of one submission."""

    student: str
    path: str
    score: Number
    max_score: Number
    status: SubmissionStatus
    notes: list[str]
    exercises: list[ExerciseEntry]
    badges: list[BadgeEntry]

    @property
    def checks(self) -> list[CheckEntry]:
        """All of its checks, those of the badges too."""
        return [check for exercise in (*self.exercises, *self.badges) for check in exercise.checks]


class LatePolicy(Part, frozen=True):
    """What a course takes off for each day that an exercise is late."""

    percent_per_day: Number
    days: int
    """For so many days; after that, nothing is accepted."""


class Kit(Part, frozen=True):
    """What a grading was made with: of two gradings that agree in it, the same files get the same grades."""

    version: str
    sources: str
    """A fingerprint of everything that decides a grade, but for the checks themselves."""

    course: str
    seed: int | None
    """Of the hidden checks; None for the one they come with."""

    examples: int | None
    """How many networks a check tries; None for the usual number."""

    limits: dict[str, Number]
    points: dict[str, Number]
    late: LatePolicy | None
    checks: dict[str, str]
    """A fingerprint of each check, by its id."""

    python: str | None = None
    hypothesis: str | None = None
    """The versions; None in records that were written before they were noted."""


class Record(Part, frozen=True):
    """A grading. `submissions` may be on disk: each is read when it is looked at."""

    schema: int
    sandbox: str
    kit: Kit
    submissions: Sequence[SubmissionEntry]


T = TypeVar("T", bound=msgspec.Struct)


def read_record(path: Path) -> Record:
    """Read the record in a file.

    Raises:
        RecordError: it cannot be read, or is no record.
    """
    expected = "expected a record written by `grader grade --json`"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}; {HOW}") from None
    except ValueError as error:
        raise RecordError(f"{path}: {expected}, got no JSON: {error}; {HOW}") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        came = f"schema {data['schema']!r}" if isinstance(data, dict) and "schema" in data else "no schema"
        raise RecordError(f"{path}: {expected}, with schema {SCHEMA}, got {came}; {HOW}")
    try:
        return from_data(data, Record)
    except msgspec.ValidationError as error:
        raise RecordError(f"{path}: {expected}, got something else: {error}; {HOW}") from None


def write_record(record: Record, path: Path) -> None:
    """Write the record, one submission at a time; the file is complete or not there."""
    part = path.with_name(f".{path.name}.part")
    head = json.dumps(to_data(msgspec.structs.replace(record, submissions=[])), indent=1)
    before, after = head.rsplit("[]", 1)
    with part.open("w", encoding="utf-8") as out:
        out.write(before + "[")
        for i, entry in enumerate(record.submissions):
            out.write(",\n" if i else "\n")
            out.write(json.dumps(to_data(entry), indent=1))
        out.write(f"\n ]{after}\n")
    os.replace(part, path)


def to_data(part: msgspec.Struct) -> Any:
    """What json.dumps() takes, the keys in the order of the fields."""
    return msgspec.to_builtins(part)


def from_data(data: Any, kind: type[T]) -> T:
    """The struct of that kind in what json.loads() gave; msgspec.ValidationError says what does not fit, and where."""
    return msgspec.convert(data, kind)


def json_schema() -> dict[str, Any]:
    """The JSON schema of the file."""
    schema = msgspec.json.schema(Record)
    schema["$defs"]["Record"]["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record of grader grade", **schema}
