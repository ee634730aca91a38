"""The status of a check, with its word, its sign and its colour for every medium."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """How a check ended. A member equals its text in the record: `Status.PASSED == "passed"`."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_STARTED = "not_started"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    GRADER_ERROR = "grader_error"

    @property
    def word(self) -> str:
        """The status for a person, like `not started`."""
        return self.value.replace("_", " ")

    @property
    def wrong(self) -> bool:
        """Whether the check did not pass, though there was something to check."""
        return self not in (Status.PASSED, Status.NOT_STARTED)

    @property
    def sign(self) -> str:
        """One character for a terminal, because not everybody sees colours."""
        return LOOKS[self].sign

    @property
    def emoji(self) -> str:
        """The same for Markdown."""
        return LOOKS[self].emoji

    @property
    def colour(self) -> str:
        """The name of the colour in a terminal."""
        return LOOKS[self].colour

    @property
    def web_colour(self) -> str:
        """A colour for web pages, dark enough to be read on white."""
        return LOOKS[self].web_colour


class Look(NamedTuple):
    """The looks of a status."""

    sign: str
    emoji: str
    colour: str
    web_colour: str


LOOKS = {
    Status.PASSED: Look("✓", "✅", "green", "#17692f"),
    Status.FAILED: Look("✗", "❌", "red", "#b3261e"),
    Status.NOT_STARTED: Look("·", "⚪", "dim", "#595959"),
    Status.TIMEOUT: Look("⏱", "⏱️", "yellow", "#7a3e00"),
    Status.CRASHED: Look("!", "💥", "yellow", "#7a3e00"),
    Status.GRADER_ERROR: Look("?", "❔", "magenta", "#7a3e00"),
}
