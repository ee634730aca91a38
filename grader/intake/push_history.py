"""A server's notes about the pushes to a repository: the time and score of each. One line of JSON for each event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

FOLDER = "grading"
"""Folder in the bare repository, out of reach of any push or clone."""

NO_COMMIT = "0" * 40
"""Git's hash for 'no commit': before a branch is made, and after it is deleted."""


class Event(msgspec.Struct, kw_only=True, frozen=True, tag_field="event", tag=str.lower):
    """An event on a ref."""

    ref: str
    time: datetime = msgspec.field(default_factory=lambda: datetime.now(UTC))


class Pushed(Event, kw_only=True, frozen=True):
    """A ref moved. `NO_COMMIT` stands for no commit before, or after."""

    old: str
    new: str


class Begun(Event, kw_only=True, frozen=True):
    """The grading of a commit with files that had not been graded before began. It counts, however it ends."""

    commit: str


class Graded(Event, kw_only=True, frozen=True):
    """A commit was graded."""

    commit: str
    score: float
    max_score: float
    status: str
    seconds: float
    """Duration of the grading."""

    new_files: int
    """Number of its exercise files that had not been graded before."""


class Limited(Event, kw_only=True, frozen=True):
    """A commit was not graded because of too many gradings in the hour."""

    commit: str


Kind = TypeVar("Kind", Pushed, Begun, Graded, Limited)

_decoder = msgspec.json.Decoder(Pushed | Begun | Graded | Limited)


class History:
    """The events of one repository, in the order in which they were written."""

    def __init__(self, repository: Path) -> None:
        self.file = repository / FOLDER / "history.jsonl"

    def add(self, event: Event) -> None:
        """Append an event. It is one short write at the end of the file, so that two at once do not mix."""
        self.file.parent.mkdir(exist_ok=True)
        with self.file.open("ab") as file:
            file.write(msgspec.json.encode(event) + b"\n")

    def events(self, kind: type[Kind]) -> Iterator[Kind]:
        """Read the events of one kind, the oldest first.

        Raises:
            ValueError: A line is no event.
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
        """Return the branch's score in its last grading; None if it was never graded."""
        scores = [event.score for event in self.events(Graded) if event.ref == ref]
        return scores[-1] if scores else None

    def next_grading(self, per_hour: int) -> datetime | None:
        """Return when the next grading is allowed; None if it is now. Gradings of no new file do not count.

        What counts is when a grading begins. Servers of an earlier version noted only its end.
        """
        hour_ago = datetime.now(UTC) - timedelta(hours=1)
        begun = list(self.events(Begun))
        noted = {event.commit for event in begun}
        ended = [event for event in self.events(Graded) if event.new_files and event.commit not in noted]
        recent = sorted(event.time for event in (*begun, *ended) if event.time > hour_ago)
        return recent[-per_hour] + timedelta(hours=1) if len(recent) >= per_hour else None
