"""What a submission may use. Names, units and defaults of all limits stand here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Each value is a maximum."""

    call_seconds: float = 5.0
    """For one answer of the solution."""

    check_seconds: float = 30.0
    """For all the answers of one check."""

    reply_bytes: int = 2_000_000
    """For one answer as text."""

    source_bytes: int = 500_000
    """For one file of a submission."""
