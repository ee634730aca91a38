"""The last lines of what a solution prints: a check asks it about many networks, and about the smallest one last."""

from __future__ import annotations

import io
from collections import deque

from checks.law.answers import several

LINES_KEPT = 20
"""Number of lines that are kept."""

LONGEST = 10_000
"""Number of characters that are kept of a line: one without an end must not fill the memory."""


class LastLines(io.TextIOBase):
    """A stream that keeps the last lines that are written to it, and the number of those before."""

    def __init__(self, longest: int = LONGEST) -> None:
        """Begin with no line; `longest` is the number of characters that are kept of each."""
        self._longest = longest
        self._lines: deque[str] = deque(maxlen=LINES_KEPT)
        self._begun = ""
        self._count = 0

    def write(self, text: str, /) -> int:
        # From the end: of a flood, the lines before the last ones are never taken apart.
        *ended, rest = text.rsplit("\n", LINES_KEPT + 1)
        for line in ended:
            self._lines.append(self._with_begun(line))
            self._begun = ""
        self._count += text.count("\n")
        self._begun = self._with_begun(rest)
        return len(text)

    def _with_begun(self, text: str) -> str:
        return self._begun + text[: self._longest - len(self._begun)]

    def lines(self) -> list[str]:
        """List the lines, with one above that says how many are left out."""
        kept = [*self._lines, *([self._begun] if self._begun else [])][-LINES_KEPT:]
        gone = self._count + bool(self._begun) - len(kept)
        return [f"... ({several(gone, 'line')} before, for other networks)", *kept] if gone > 0 else kept
