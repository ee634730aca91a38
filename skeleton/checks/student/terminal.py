"""Text for any terminal: with or without colours, wide or narrow, with many characters or few."""

from __future__ import annotations

import io
from typing import Any, TextIO

PLAIN = str.maketrans("├─└│█░…↑↓×−σ", "+-`|#-.^vx-s")
"""The replacements for characters that a console does not have."""


def readable(text: str, encoding: str | None) -> str:
    """Replace the characters of a text, if it cannot be written in that encoding; None is ASCII."""
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return text.translate(PLAIN).encode("ascii", "replace").decode("ascii")
    return text


def encoding_of(file: TextIO | Any) -> str | None:
    """Return the encoding of a stream, None if it has none."""
    return getattr(file, "encoding", None)


def rendered(content: Any, width: int, colour: bool) -> str:
    """Render anything that rich can show as text, with colours as escape sequences.

    Args:
        content: A text, a table and the like.
        width: Columns of the terminal.
        colour: Whether to write escape sequences.
    """
    from rich.console import Console  # not for those who only want to know what is readable
    from rich.theme import Theme

    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        theme=Theme({"markdown.code": "bold"}),  # rich's own are on black, also where the terminal is light
    )
    console.print(content)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())
