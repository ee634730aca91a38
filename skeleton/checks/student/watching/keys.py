"""Reads single keys from a terminal, on each system in its way, and leaves the terminal as it was."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

LOOK_SECONDS = 0.02
"""Time between two looks at the keyboard of Windows, which nobody can wait for and for a file as well."""


class Keyboard(Protocol):
    """A source of keys."""

    def key(self, seconds: float) -> str:
        """Wait so long for a key, and return it; nothing if none was pressed."""

    def open(self) -> Any:
        """Return a context in which keys come one by one."""


class NoKeyboard:
    """What stands in for a keyboard where there is no terminal: nobody presses a key."""

    def key(self, seconds: float) -> str:
        time.sleep(seconds)
        return ""

    @contextmanager
    def open(self) -> Generator[None]:
        yield


class PosixKeyboard:
    """A terminal on Linux or macOS. Ctrl-C and Ctrl-Z do what they always do."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._typed = ""

    def key(self, seconds: float) -> str:
        if not self._typed and select.select([self._descriptor], [], [], seconds)[0]:
            pressed = os.read(self._descriptor, 32)
            if not pressed:
                raise EOFError  # the terminal was closed
            # An arrow sends several bytes at once, which are no letters for us.
            self._typed = "" if pressed.startswith(b"\x1b") else pressed.decode(errors="replace")
        key, self._typed = self._typed[:1], self._typed[1:]
        return key

    @contextmanager
    def open(self) -> Generator[None]:
        import termios
        import tty

        before = termios.tcgetattr(self._descriptor)
        try:
            tty.setcbreak(self._descriptor, termios.TCSADRAIN)  # what was typed before is not lost
            yield
        finally:
            with suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSADRAIN, before)


class WindowsKeyboard:
    """A console of Windows."""

    def __init__(self, msvcrt: Any) -> None:
        self._msvcrt = msvcrt

    def key(self, seconds: float) -> str:
        for _ in range(max(1, round(seconds / LOOK_SECONDS))):
            if self._msvcrt.kbhit():
                return self._pressed()
            time.sleep(LOOK_SECONDS)
        return ""

    def _pressed(self) -> str:
        pressed: str = self._msvcrt.getwch()
        if pressed == "\x03":
            raise KeyboardInterrupt
        if pressed in "\x00\xe0":  # an arrow, whose second half is still to come
            self._msvcrt.getwch()
            return ""
        return pressed

    @contextmanager
    def open(self) -> Generator[None]:
        yield


def keyboard(terminal: bool, windows: bool = os.name == "nt") -> Keyboard:
    """Return the keyboard of this system, or none if there is no terminal."""
    if not terminal:
        return NoKeyboard()
    if windows:
        import msvcrt

        return WindowsKeyboard(msvcrt)
    return PosixKeyboard(sys.stdin.fileno())
