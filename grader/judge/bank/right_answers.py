"""Which answers to the questions of a check have been found to be right, by their fingerprints."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

LENGTH = 16
"""Number of bytes of a fingerprint."""

REMEMBERED = 50
"""Number of right sets of answers remembered for each example: solutions differ in the last digits of their numbers."""


class RightAnswers:
    """The fingerprints of right answers to the questions of a check, those in a file among them."""

    def __init__(self, file: Path | None = None, most: int = 0, sure: Iterable[bytes] = ()) -> None:
        """Read the file, if there is one, and remember at most so many; the `sure` ones need not be in it."""
        self._file = file
        self._most = most
        self._known = set(sure)
        self._new: list[bytes] = []
        with suppress(OSError):
            there = file.read_bytes() if file else b""
            self._known |= {there[i : i + LENGTH] for i in range(0, len(there) - LENGTH + 1, LENGTH)}

    def knows(self, fingerprint: bytes) -> bool:
        """Tell whether that is one of them."""
        return fingerprint in self._known

    def add(self, fingerprint: bytes) -> None:
        """Note one, unless there are enough."""
        if len(self._known) < self._most:
            self._known.add(fingerprint)
            self._new.append(fingerprint)

    def keep(self) -> None:
        """Append the new ones to the file."""
        if self._new and self._file:
            with suppress(OSError), self._file.open("ab") as file:
                file.write(b"".join(self._new))
        self._new.clear()
