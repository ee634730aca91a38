"""Text from a stranger, made fit for a terminal and a file."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text with everything escaped that does not print: control characters and halves of characters."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)
