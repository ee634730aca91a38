"""How a check can end: the word, the sign and the colour of each status, for every medium."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How a check ended. A member is the text that stands in the record: `Status.PASSED == "passed"`."""

    sign: str
    """One character of a terminal: nothing is said by a colour alone."""

    emoji: str
    """The same for Markdown."""

    colour: str
    """What a terminal calls it."""

    web_colour: str
    """Dark enough to be read on white."""

    def __new__(cls, value: str, sign: str, emoji: str, colour: str, web_colour: str) -> Status:
        status = str.__new__(cls, value)
        status._value_ = value
        status.sign, status.emoji, status.colour, status.web_colour = sign, emoji, colour, web_colour
        return status

    PASSED = "passed", "✓", "✅", "green", "#1b8a3e"
    FAILED = "failed", "✗", "❌", "red", "#c92a2a"
    NOT_STARTED = "not_started", "·", "⚪", "dim", "#808080"
    TIMEOUT = "timeout", "⏱", "⏱️", "yellow", "#b35c00"
    CRASHED = "crashed", "!", "💥", "yellow", "#b35c00"
    GRADER_ERROR = "grader_error", "?", "❔", "magenta", "#b35c00"

    @property
    def word(self) -> str:
        """The status for a person, like `not started`."""
        return self.value.replace("_", " ")

    @property
    def wrong(self) -> bool:
        """Whether something went wrong: the check did not pass, though there was something to check."""
        return self not in (Status.PASSED, Status.NOT_STARTED)
