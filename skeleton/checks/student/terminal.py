"""Text for any terminal: in colour or not, wide or narrow, and on consoles that know few characters."""

from __future__ import annotations

import io
from typing import Any, TextIO

from rich.console import Console

PLAIN = str.maketrans("├─└│█░…↑↓×−σ", "+-`|#-.^vx-s")
"""What stands in for a character that a console does not have."""


def readable(text: str, encoding: str | None) -> str:
    """The text with nothing in it that cannot be written in that encoding."""
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return text.translate(PLAIN).encode("ascii", "replace").decode("ascii")
    return text


def encoding_of(file: TextIO | Any) -> str | None:
    """The encoding of a stream, None if it has not got one."""
    return getattr(file, "encoding", None)


def rendered(content: Any, width: int, colour: bool) -> str:
    """Anything that rich can show, as text, with colours as escape sequences."""
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
    )
    console.print(content)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())
