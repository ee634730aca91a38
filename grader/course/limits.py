"""The resources that a submission may use. This is the only place for the limits' names, units and defaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

Number = TypeVar("Number", int, float)


def _limit(default: Number, unit: str, what: str) -> Number:
    limit: Number = field(default=default, metadata={"unit": unit, "what": what})
    return limit


@dataclass(frozen=True)
class Limits:
    """Each value is a maximum. The options of `grader grade` are made from these fields."""

    # The slowest right answer, the capstone's three spirals, takes one second on a slow machine.
    call_seconds: float = _limit(
        5.0,
        "seconds",
        "for one answer; in an exercise two fifths of them computing, and a fifth of both once one did not come",
    )
    check_seconds: float = _limit(30.0, "seconds", "for all the answers of one check")
    cpu_seconds: int = _limit(600, "seconds", "of processor time for one worker")
    memory_mb: int = _limit(512, "MB", "of memory (address space) of a solution")
    processes: int = _limit(16, "", "threads and processes of a solution at the same time")
    open_files: int = _limit(64, "", "open files of a solution")
    file_mb: int = _limit(4, "MB", "in one file that a solution writes")
    temporary_mb: int = _limit(16, "MB", "in a solution's temporary folder, where the sandbox has one")
    reply_bytes: int = _limit(2_000_000, "bytes", "of text in one answer")
    source_bytes: int = _limit(500_000, "bytes", "in one file of a submission")
