"""What a server keeps of the pushes to a repository: when each came, and its score. A line of JSON for each event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

FOLDER = "grading"
"""In the bare repository, where no push and no clone can reach it."""

NO_COMMIT = "0" * 40


class Event(msgspec.Struct, kw_only=True, frozen=True, tag_field="event", tag=str.lower):
    """Something that happened to a ref."""

    ref: str
    time: datetime = msgspec.field(default_factory=lambda: datetime.now(UTC))


class Pushed(Event, kw_only=True, frozen=True):
    """A ref moved; `NO_COMMIT` is where there was nothing before, or is nothing after."""

    old: str
    new: str


class Graded(Event, kw_only=True, frozen=True):
    """A commit was graded. `new_files`: how many of its exercise files had not been graded before."""

    commit: str
    score: float
    max_score: float
    status: str
    seconds: float
    new_files: int


class Limited(Event, kw_only=True, frozen=True):
    """A commit was not graded, since there were too many gradings in the hour."""

    commit: str


Kind = TypeVar("Kind", Pushed, Graded, Limited)

_decoder = msgspec.json.Decoder(Pushed | Graded | Limited)


class History:
    """The events of one repository, in the order in which they were written."""

    def __init__(self, repository: Path) -> None:
        self.file = repository / FOLDER / "history.jsonl"

    def add(self, event: Event) -> None:
        """Write an event down. One short write at the end of the file: two at once do not mix."""
        self.file.parent.mkdir(exist_ok=True)
        with self.file.open("ab") as file:
            file.write(msgspec.json.encode(event) + b"\n")

    def events(self, kind: type[Kind]) -> Iterator[Kind]:
        """The events of a kind, the oldest first.

        Raises:
            ValueError: A line is none that was written here.
        """
        if not self.file.is_file():
            return
        for number, line in enumerate(self.file.read_bytes().splitlines(), start=1):
            try:
                event = _decoder.decode(line)
            except msgspec.DecodeError as error:
                raise ValueError(
                    f"{self.file}, line {number}: expected an event of a push, got this: {error}"
                ) from None
            if isinstance(event, kind):
                yield event

    def last_score(self, ref: str) -> float | None:
        """What the branch was worth at its last grading."""
        scores = [event.score for event in self.events(Graded) if event.ref == ref]
        return scores[-1] if scores else None

    def next_grading(self, per_hour: int) -> datetime | None:
        """When the next grading is allowed, if it is not allowed now. One that found nothing new does not count."""
        hour_ago = datetime.now(UTC) - timedelta(hours=1)
        recent = [event.time for event in self.events(Graded) if event.time > hour_ago and event.new_files]
        return recent[-per_hour] + timedelta(hours=1) if len(recent) >= per_hour else None
