"""The limits of a submission. Their names, units, defaults and descriptions stand here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from checks.model.limits import ANSWER_SECONDS, CHECK_SECONDS, CLOCK

Number = TypeVar("Number", int, float)


def _limit(default: Number, unit: str, what: str, note: str = "") -> Number:
    """Declare a limit.

    Args:
        default: The limit where neither a course nor an option sets it.
        unit: The unit of the default; empty for a count.
        what: What is limited, as a phrase without a full stop.
        note: A whole sentence about exceptions.

    Returns:
        A dataclass field, typed as its default.
    """
    limit: Number = field(default=default, metadata={"unit": unit, "what": what, "note": note})
    return limit


@dataclass(frozen=True)
class Limits:
    """Each value is a maximum. The options of `grader grade` are made from these fields."""

    # The slowest right answer, the capstone's three spirals, takes one second on a slow machine.
    call_seconds: float = _limit(
        ANSWER_SECONDS,
        "seconds",
        "Maximum time of computing for one reply",
        f"On the clock it is {CLOCK:g} times that.",
    )
    check_seconds: float = _limit(
        CHECK_SECONDS,
        "seconds",
        "Maximum time of computing for all replies of one check",
        f"On the clock it is {CLOCK:g} times that.",
    )
    # A right solution of the slowest exercise takes four seconds on a machine with three times the load it should have.
    exercise_seconds: float = _limit(
        60,
        "seconds",
        "Maximum time on the clock for all replies of one exercise",
        "After that, its remaining checks are not asked.",
    )
    submission_seconds: float = _limit(
        120,
        "seconds",
        "Maximum time on the clock for all replies of one submission",
        "After that, the remaining checks are not asked.",
    )
    cpu_seconds: int = _limit(600, "seconds", "Maximum processor time of one worker")
    memory_mb: int = _limit(512, "MB", "Maximum memory (address space) of a solution")
    processes: int = _limit(16, "", "Maximum number of threads and processes that a solution runs at the same time")
    open_files: int = _limit(64, "", "Maximum number of files that a solution has open")
    file_mb: int = _limit(4, "MB", "Maximum size of a file that a solution writes")
    temporary_mb: int = _limit(16, "MB", "Maximum size of a solution's temporary folder, if the sandbox has one")
    reply_bytes: int = _limit(2_000_000, "bytes", "Maximum size of the text of one reply")
    source_bytes: int = _limit(500_000, "bytes", "Maximum size of one file of a submission")
