"""Times as an instructor writes them: always with a time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

FORMS = "'2026-10-25 23:59 Europe/Berlin' or '2026-10-25T23:59+01:00'"
"""Examples for messages."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, whatever language this machine is set to."""


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


def words(text: str) -> str:
    """Put a time such as those in `FORMS` into words, in the time zone that it was written in.

    Such as: Sunday 25 October 2026, 23:59 (Europe/Berlin).

    Raises:
        ValueError: See `parse_time`.
    """
    moment = parse_time(text)
    clock, _, zone = text.strip().rpartition(" ")
    if clock and zone[:1].isalpha():
        local, name = moment.astimezone(ZoneInfo(zone)), zone
    else:
        local = moment.astimezone(datetime.fromisoformat(text.strip()).tzinfo)
        name = local.tzname() or ""
    return f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M} ({name})"
