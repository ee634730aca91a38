"""The version of the kit that a course is pinned to, so that no upgrade changes grades unnoticed."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator, Mapping


def kit_version() -> str:
    """Return the version of the kit that runs."""
    return importlib.metadata.version("backprop-exercise-kit")


def find_other_version(data: Mapping[str, object], version: str) -> Iterator[str]:
    """Yield a line if a course's file names another version of the kit than the one that runs."""
    pinned = data.get("kit")
    if isinstance(pinned, str) and pinned != version:
        yield (
            f"kit: expected the version {pinned}, which the course is pinned to, got {version}. Compare the two with "
            "`grader diff` before you change this line: docs/how-to/upgrade.md says how"
        )
