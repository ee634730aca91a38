"""What code prints, sent to the page bit by bit. A flood of it never fills the memory."""

from __future__ import annotations

import io
from collections.abc import Callable

MOST_SENT = 60_000
"""Number of characters of one run that reach the page: more can be neither read nor shown without a wait."""

AT_ONCE = 2_000
"""Number of characters after which what was printed is sent, though the run goes on."""


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
