"""Times as an instructor writes them: always with a time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

FORMS = "'2026-10-25 23:59 Europe/Berlin' or '2026-10-25T23:59+01:00'"
"""Examples for messages."""


def parse_time(text: str) -> datetime:
    """Parse a time such as those in `FORMS`, and convert it to UTC.

    When clocks go back, an hour occurs twice: the later one is taken, in favour of the student. An hour that clocks
    skip when they go forward is an error.

    Raises:
        ValueError: The text is no such time. The message says what was expected and what came.
    """
    try:
        return _parsed(text)
    except OverflowError:
        raise ValueError(f"expected a time like {FORMS}, got {text!r}, which no calendar has in UTC") from None


def _parsed(text: str) -> datetime:
    clock, _, zone = text.strip().rpartition(" ")
    named = bool(clock) and zone[:1].isalpha()
    try:
        moment = datetime.fromisoformat(clock if named else text.strip())
    except ValueError:
        raise ValueError(f"expected a time like {FORMS}, got {text!r}") from None
    if not named:
        if moment.tzinfo is None:
            raise ValueError(f"expected a time with its time zone, like {FORMS}, got {text!r} without one")
        return moment.astimezone(UTC)
    if moment.tzinfo is not None:
        raise ValueError(f"expected one time zone, got two in {text!r}")
    try:
        local = moment.replace(tzinfo=ZoneInfo(zone), fold=1)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"expected the name of a time zone like Europe/Berlin, got {zone!r}") from None
    if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != moment:
        raise ValueError(
            f"expected a time that exists, got {text!r}: clocks go forward over it, take one before or after"
        )
    return local.astimezone(UTC)


def show_time(moment: datetime) -> str:
    """Format a time for a person: to the second, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
