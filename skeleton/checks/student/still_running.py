"""Tells a person what keeps a run waiting: an answer that does not come, while pytest captures all output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

import pytest

from checks.guest.time_limit import AT_HOME, TimeLimit


class StillRunning:
    """A plug-in of pytest that writes to a terminal which line a solution is in, if an answer takes long."""

    def __init__(self, write: Callable[[str], None], limit: TimeLimit = AT_HOME) -> None:
        """Note how to write past pytest's capture, and the limit that looks at the clock."""
        self._write = write
        self._limit = limit

    def pytest_sessionstart(self) -> None:
        self._limit.tell = self._tell

    def pytest_sessionfinish(self) -> None:
        self._limit.tell = None

    def _tell(self, text: str) -> None:
        self._write(f"\n{text}\n")  # pytest's own line is not finished


def register(config: pytest.Config, stream: TextIO | None = None) -> None:
    """Have long answers told on a stream, the error stream unless another is given, if that is a terminal.

    pytest captures nothing while plug-ins are configured, so that the stream of that moment is the real one.
    """
    stream = stream or sys.__stderr__
    if stream and stream.isatty():
        config.pluginmanager.register(StillRunning(past_capture(stream)))


def past_capture(stream: TextIO) -> Callable[[str], None]:
    """Make a function that writes to where a stream leads now, wherever pytest may lead it later."""
    real, encoding = os.dup(stream.fileno()), stream.encoding

    def write(text: str) -> None:
        with suppress(OSError):  # the terminal was closed
            os.write(real, text.encode(encoding, "replace"))

    return write
