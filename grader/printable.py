"""Makes untrusted text safe to print in a terminal and to write into a file."""

from __future__ import annotations


def fit(text: str, most: int) -> str:
    """Make a text printable and cut it to that many characters; dots show that something is missing."""
    shown = printable(text[: most + 1])
    return shown if len(shown) <= most else shown[: most - 4] + " ..."


def encodable(text: str) -> str:
    """Escape the lone surrogates in a text, which no file can hold, and nothing else."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def printable(text: str) -> str:
    """Escape every character that does not print: control characters and lone surrogates, but not line ends."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)
