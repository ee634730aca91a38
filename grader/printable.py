"""Makes untrusted text safe to print in a terminal and to write into a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that a terminal takes for a command, or that turn the direction of writing."""


def fit(text: str, most: int) -> str:
    """Make a text printable and cut it to that many characters; dots show that something is missing."""
    shown = printable(text[: most + 1])
    return shown if len(shown) <= most else shown[: most - 4] + " ..."


def first_few(names: Sequence[str], most: int) -> str:
    """List that many names, and say how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def encodable(text: str) -> str:
    """Escape the lone surrogates in a text, which no file can hold, and nothing else."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def printable(text: str) -> str:
    """Escape every character that does not print: control characters and lone surrogates, but not line ends."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


def harmless(text: str) -> str:
    """Escape the characters of a text that could do something, and keep the others, tabs and line ends as they are."""
    return COMMANDS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def harmless_data(data: Any) -> Any:
    """Make all texts of JSON data harmless."""
    if isinstance(data, str):
        return harmless(data)
    if isinstance(data, list):
        return [harmless_data(one) for one in data]
    return {harmless(key): harmless_data(one) for key, one in data.items()} if isinstance(data, dict) else data
