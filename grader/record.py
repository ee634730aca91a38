"""The types of the record of a grading. Every report, comparison and export reads these.

The keys of the file are the fields of the types, in this order. A field with the default `None` is left out of the file
while it is `None`, so a new field of that kind leaves older records valid.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from checks.explain.failure import Failure
from checks.model.status import Status
from grader.printable import harmless_data
from grader.review import Decided, Doubt, FeedbackPolicy
from grader.review import SubmissionStatus as SubmissionStatus

SCHEMA = 1
"""The version of the format. It changes when a key changes its meaning, not when one is added."""
HOW = "make one with: grader grade ... --json FILE"
T = TypeVar("T", bound=msgspec.Struct)
Bounds = msgspec.Meta(ge=-(10**12), le=10**12)
Number = Annotated[int, Bounds] | Annotated[float, Bounds]
"""Points are floats, except that an instructor's whole number stays one. No grading writes larger ones."""


class RecordError(ValueError):
    """The file is no record. The message names the file, what was expected, what came, and what to do."""


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """The base class of everything in the record."""


class Counterexample(Part, frozen=True):
    """The smallest request found for which a check does not pass."""

    formula: str
    """The network as a formula for readers; empty if there is no network."""

    code: str
    """Python code that makes the same request, to paste into an interpreter."""

    network: list[list[Any]]
    """The network as data, see `checks.model.network.Network.from_json`."""


class MisconceptionName(Part, frozen=True):
    """A common mistake, recognised by the answers."""

    id: str
    name: str
    explanation: str


class CheckEntry(Part, frozen=True):
    """The outcome of one check."""

    id: str
    """The exercise and the check, as `exercise::check`."""

    title: str
    """The law that the check tests."""

    hidden: bool
    status: Status
    score: Number
    max_score: Number
    message: str
    line: int
    """The line of the student's file to point at."""

    counterexample: Counterexample | None
    misconception: MisconceptionName | None
    failure: Failure | None = None
    """The data from which `message` was made, for a check that did not pass."""

    @property
    def share(self) -> float:
        """The earned share of the points, from 0 to 1; 0 for a check that is worth nothing."""
        return self.score / self.max_score if self.max_score else 0.0


class Late(Part, frozen=True):
    """The penalty for an exercise that was handed in late."""

    days: int
    percent: Number
    points: Number
    """The change of the score: zero or less."""


class ExerciseEntry(Part, frozen=True):
    """The outcome of one exercise."""

    id: str
    file: str | None
    """The path of the student's file; None if it was not handed in."""

    sha256: str | None
    """The SHA-256 digest of the text that was graded; None if there was no text."""

    score: Number
    max_score: Number
    checks: list[CheckEntry]
    never_ran: list[int] | None = None
    """The lines that no check ran; missing if they were not asked for or could not be determined."""

    late: Late | None = None
    """The late penalty; missing if the exercise came in time."""

    excused: bool = False
    until: str | None = None
    late_days: int = 0
    """The student's exception: need not hand in, an own deadline, the days spent of the budget; missing without."""

    decided: Decided | None = None


class BadgeEntry(ExerciseEntry, frozen=True, kw_only=True):
    """The outcome of a badge: an exercise whose points do not count."""

    earned: bool


class SubmissionEntry(Part, frozen=True):
    """The outcome of one submission."""

    student: str
    path: str
    score: Number
    max_score: Number
    status: SubmissionStatus
    notes: list[str]
    exercises: list[ExerciseEntry]
    badges: list[BadgeEntry]
    doubts: list[Doubt] | None = None
    decided: Decided | None = None

    @property
    def checks(self) -> list[CheckEntry]:
        """The checks of all exercises, then those of the badges."""
        return [check for exercise in (*self.exercises, *self.badges) for check in exercise.checks]


class LatePolicy(Part, frozen=True):
    """A course's penalty for each day that an exercise is late."""

    percent_per_day: Number
    days: int
    """Number of days that late work is accepted."""


class Kit(Part, frozen=True):
    """The code and the settings of a grading: if two gradings agree here, the same files get the same grades."""

    version: str
    sources: str
    """A fingerprint of all code that decides a grade, except for the checks themselves."""

    course: str
    seed: int | None
    """The seed of the hidden checks; None for their own."""

    examples: int | None
    """Number of networks that each check tries; None for its own number."""

    limits: dict[str, Number]
    points: dict[str, Number]
    late: LatePolicy | None
    checks: dict[str, str]
    """A fingerprint of each check, by its id."""

    python: str | None = None
    hypothesis: str | None = None
    late_days: int = 0
    rounding: Number | None = None
    void: list[str] | None = None
    milder: dict[str, Number] | None = None
    feedback: FeedbackPolicy | None = None
    """Versions, late days, rounding, what was decided for all, what students read; older records miss them."""


class Record(Part, frozen=True):
    """The result of a grading. `submissions` may be on disk; each is read when it is used."""

    schema: int
    sandbox: str
    kit: Kit
    submissions: Sequence[SubmissionEntry]


def read_record(path: Path) -> Record:
    """Read the record in a file. Others may have written it: no text in it has a command for a terminal.

    Raises:
        RecordError: The file cannot be read, or is no record.
    """
    expected = "expected a record written by `grader grade --json`"
    try:
        data = harmless_data(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}; {HOW}") from None
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{path}: {expected}, got no JSON: {error}; {HOW}") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        came = f"schema {data['schema']!r}" if isinstance(data, dict) and "schema" in data else "no schema"
        raise RecordError(f"{path}: {expected}, with schema {SCHEMA}, got {came}; {HOW}")
    try:
        return from_data(data, Record)
    except msgspec.ValidationError as error:
        raise RecordError(f"{path}: {expected}, got something else: {error}; {HOW}") from None


def write_record(record: Record, path: Path) -> None:
    """Write the record, one submission at a time. The file appears only when it is complete."""
    part = path.with_name(f".{path.name}.part")
    head = json.dumps(to_data(msgspec.structs.replace(record, submissions=[])), indent=1)
    before, after = head.rsplit("[]", 1)
    with part.open("w", encoding="utf-8") as out:
        out.write(before + "[")
        for i, entry in enumerate(record.submissions):
            out.write((",\n" if i else "\n") + json.dumps(to_data(entry), indent=1))
        out.write(f"\n ]{after}\n")
    part.replace(path)


def to_data(part: msgspec.Struct) -> Any:
    """Convert a struct into what json.dumps() takes, with the keys in the order of the fields."""
    return msgspec.to_builtins(part)


def from_data(data: Any, kind: type[T]) -> T:
    """Convert what json.loads() gave into a struct.

    Raises:
        msgspec.ValidationError: The data does not fit; the message says what and where.
    """
    return msgspec.convert(data, kind)


def json_schema() -> dict[str, Any]:
    """Return the JSON schema of a record's file."""
    schema = msgspec.json.schema(Record)
    schema["$defs"]["Record"]["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record of grader grade", **schema}
