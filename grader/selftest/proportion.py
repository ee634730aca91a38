"""Points in proportion: what a mistake may cost, by how bad it is."""

from __future__ import annotations

from grader.misconceptions.model import Severity

BANDS = {
    Severity.SLIP: (0.0, 0.25),
    Severity.MISUNDERSTANDING: (0.10, 0.60),
    Severity.DOES_NOT_WORK: (0.50, 1.0),
}
"""The least and the largest share of an exercise's points that a misconception may lose."""


def in_words() -> str:
    """Say the bands in one line."""
    parts = [f"{severity} {low:.0%} to {high:.0%}" for severity, (low, high) in BANDS.items()]
    return "Loss of an exercise's points: " + ", ".join(parts)


def out_of_band(severity: Severity, loss: float) -> str:
    """Describe a loss that does not fit the severity; an empty text if it does."""
    low, high = BANDS[severity]
    if low <= loss <= high:
        return ""
    return (
        f"loses {loss:.0%} of the points, but {severity} means {low:.0%} to {high:.0%}: "
        f"change the points of the checks, what they catch, or the severity"
    )
