"""What a server keeps of the pushes to a repository: when each came, and its score. A line of JSON for each event."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

FOLDER = "grading"
"""In the bare repository, where no push and no clone can reach it."""

NO_COMMIT = "0" * 40


class History:
    """The events of one repository, in the order in which they were written."""

    def __init__(self, repository: Path) -> None:
        self.file = repository / FOLDER / "history.jsonl"

    def add(self, event: str, **what: Any) -> None:
        """Write an event down, now. One short write at the end of the file: two at once do not mix."""
        self.file.parent.mkdir(exist_ok=True)
        line = json.dumps({"event": event, "time": datetime.now(UTC).isoformat(timespec="microseconds"), **what})
        with self.file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def events(self, kind: str) -> Iterator[dict[str, Any]]:
        """The events of a kind, the oldest first."""
        if self.file.is_file():
            for line in self.file.read_text(encoding="utf-8").splitlines():
                event = json.loads(line)
                if event["event"] == kind:
                    yield {**event, "time": datetime.fromisoformat(event["time"])}

    def last_score(self, ref: str) -> float | None:
        """What the branch was worth at its last grading."""
        scores = [event["score"] for event in self.events("graded") if event["ref"] == ref]
        return scores[-1] if scores else None

    def next_grading(self, per_hour: int) -> datetime | None:
        """When the next grading is allowed, if it is not allowed now. One that found nothing new does not count."""
        hour_ago = datetime.now(UTC) - timedelta(hours=1)
        recent = [event["time"] for event in self.events("graded") if event["time"] > hour_ago and event["new_files"]]
        return recent[-per_hour] + timedelta(hours=1) if len(recent) >= per_hour else None
