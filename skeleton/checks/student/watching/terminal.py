"""Where `watch` shows what it has to show: a terminal, or a file or a pipe, which gets lines and nothing else."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import Any, TextIO

from checks.student.terminal import encoding_of, readable
from checks.student.watching.screen import Line

CLEAR, HOME, TO_LINE_END, TO_SCREEN_END = "\x1b[2J", "\x1b[H", "\x1b[K", "\x1b[J"

ENABLE_ESCAPES = 0x0004
"""ENABLE_VIRTUAL_TERMINAL_PROCESSING: a console of Windows 10 or newer takes escape sequences if it is told to."""

STANDARD_OUTPUT = -11

Drawn = tuple[list[Line], tuple[int, int]]


class Terminal:
    """A screen that is drawn as a whole, and only if something has changed on it."""

    def __init__(self, stream: TextIO | None = None, colour: bool = "NO_COLOR" not in os.environ) -> None:
        self._stream = stream or sys.stdout
        self._colour = colour
        self._drawn: Drawn | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines of the terminal, as it is now."""
        columns, lines = shutil.get_terminal_size()
        return columns, lines

    def draw(self, lines: Sequence[Line]) -> None:
        """Show these lines, as many as the terminal has. The cursor ends in the last one."""
        now = [*lines], self.size
        if now == self._drawn:
            return
        clear = CLEAR if self._drawn is None or self._drawn[1] != now[1] else ""
        self._drawn = now
        text = f"{TO_LINE_END}\n".join(map(self._text, lines))
        self._stream.write(f"{clear}{HOME}{text}{TO_LINE_END}{TO_SCREEN_END}")
        self._stream.flush()

    def clear(self) -> None:
        """Empty the screen for something else; the next `draw` shows all of it again."""
        self._drawn = None
        self._stream.write(CLEAR + HOME)
        self._stream.flush()

    def say(self, line: Line) -> None:
        """Write a line below what was printed since `clear`."""
        self._stream.write("\n" + self._text(line))
        self._stream.flush()

    def print(self, lines: Sequence[Line]) -> None:
        """Write lines, one below the other."""
        self._stream.write("".join(f"{self._text(line)}\n" for line in lines))
        self._stream.flush()

    def _text(self, line: Line) -> str:
        return readable(line.painted() if self._colour else line.text, encoding_of(self._stream))

    def leave(self) -> None:
        """Leave the cursor below the screen."""
        self._stream.write("\n")
        self._stream.flush()


def takes_escapes(stream: TextIO, windows: bool = os.name == "nt", kernel: Any = None) -> bool:
    """Tell whether a stream is a terminal that takes escape sequences; have a console of Windows do so.

    Args:
        stream: The standard output.
        windows: Whether this is Windows.
        kernel: Windows' `kernel32`, if it is not to be looked up.
    """
    if not stream.isatty():
        return False
    if not windows:
        return os.environ.get("TERM", "") not in ("", "dumb")
    import ctypes

    kernel = kernel or ctypes.windll.kernel32  # type: ignore[attr-defined]  # there only on Windows
    handle, mode = kernel.GetStdHandle(STANDARD_OUTPUT), ctypes.c_uint32()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(kernel.SetConsoleMode(handle, mode.value | ENABLE_ESCAPES))
