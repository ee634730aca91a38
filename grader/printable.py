"""Makes untrusted text safe to print in a terminal and to write into a file."""

from __future__ import annotations


def printable(text: str) -> str:
    """Escape every character that does not print: control characters and lone surrogates, but not line ends."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)
