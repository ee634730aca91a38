"""What code prints: sent to the page bit by bit, or kept in part. A flood of it never fills the memory."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable

MOST_SENT = 60_000
"""Number of characters of one run that reach the page: more can be neither read nor shown without a wait."""

AT_ONCE = 2_000
"""Number of characters after which what was printed is sent, though the run goes on."""

LINES_KEPT = 20
"""Number of lines kept of what a solution prints during a check, the last ones: those of the smallest network."""

LONGEST = 400
"""Number of characters kept of such a line."""


class Sent(io.TextIOBase):
    """A stream that hands over what is written to it, up to a limit, and then says that it leaves out the rest."""

    def __init__(self, send: Callable[[str], None], most: int = MOST_SENT) -> None:
        self._send = send
        self._left = most
        self._held = ""

    def write(self, text: str, /) -> int:
        if self._left > 0:
            self._held += text[: self._left]
            self._left -= len(text)
            if self._left <= 0:
                self._held += "\n... (more was printed, and left out)\n"
            if self._left <= 0 or len(self._held) >= AT_ONCE:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Hand over what is held back."""
        if self._held:
            self._send(self._held)
            self._held = ""


class LastLines(io.TextIOBase):
    """A stream that keeps the last lines that are written to it, and the number of those before."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque(maxlen=LINES_KEPT)
        self._begun = ""
        self._count = 0

    def write(self, text: str, /) -> int:
        *whole, rest = (self._begun + text[-(LINES_KEPT + 1) * LONGEST * 4 :]).split("\n")
        self._begun = rest[:LONGEST]
        for line in whole:
            self._lines.append(line[:LONGEST])
        self._count += len(whole)
        return len(text)

    def lines(self) -> list[str]:
        """List the lines, with one above that says how many are left out."""
        kept = [*self._lines, *([self._begun] if self._begun else [])][-LINES_KEPT:]
        gone = self._count + bool(self._begun) - len(kept)
        return [f"... ({gone} lines before, for other networks)", *kept] if gone > 0 else kept
