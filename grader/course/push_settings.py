"""How a server answers pushes: the table `[push]` of `course.toml`, which the hook reads without the rest."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

KINDS = ("gitea", "gitlab")
"""The servers whose commit statuses are known."""

MOST_WAIT, MOST_WORKERS = 86_400, 256
"""The greatest values of `wait_seconds` and `workers`."""

WHERE = ("status", "server", "token_file")
"""The keys that say where a commit status goes: all of them or none."""


@dataclass(frozen=True)
class PushSettings:
    """The settings of `[push]`, each with the value that holds without it."""

    seconds: float = 40.0
    """Time of grading after which no further exercise of a push is begun."""

    wait_seconds: float = 600.0
    """Time that `git push` waits for its answer; with 0 it returns at once."""

    workers: int = 2
    """Number of pushes graded at the same time; of processes for the exercises of a push that is alone."""

    status: str = ""
    """The kind of server that is told a commit status, of `KINDS`; empty for none."""

    server: str = ""
    """The address of that server, as `https://git.example.org`."""

    token_file: str = ""
    """The file with the token, beside the course file unless its path is absolute."""


def find_push_mistakes(data: Mapping[str, object]) -> Iterator[str]:
    """Yield a line unless the keys for commit statuses are all there, or none of them."""
    table = data.get("push")
    given = [key for key in WHERE if isinstance(table, dict) and key in table]
    if given and (missing := [key for key in WHERE if key not in given]):
        yield f"push.{given[0]}: expected {' and '.join(missing)} beside it, got {', '.join(given)} only"


def read_wait_and_workers(course_file: Path | None) -> PushSettings:
    """Read the table for the hook, which must start fast; whatever is wrong in the file, a worker tells.

    Returns:
        The settings; those that hold without the table where it cannot be read.
    """
    if course_file is None:
        return PushSettings()
    try:
        table = tomllib.loads(course_file.read_text(encoding="utf-8")).get("push", {})
        own = PushSettings()
        seconds, workers = table.get("wait_seconds", own.wait_seconds), table.get("workers", own.workers)
        return PushSettings(
            wait_seconds=float(seconds) if 0 <= seconds <= MOST_WAIT else own.wait_seconds,
            workers=int(workers) if 1 <= workers <= MOST_WORKERS else own.workers,
        )
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return PushSettings()
