"""The process that checks, seen from `watch`: it stands by, is told what to check, and its lines are read."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

Event = dict[str, Any]
"""A line of `checks.student.watching.checking`."""


class CheckingProcess:
    """A process that has made its imports, or is about to, and checks one exercise."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "checks.student.watching.checking"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            # Ctrl-C is for `watch` alone, which ends the others: they would print where they were.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same on Windows
        )
        self._events: SimpleQueue[Event] = SimpleQueue()
        Thread(target=self._read, daemon=True).start()

    def check(self, stem: str) -> None:
        """Have it check that exercise."""
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended, which its events tell
            self._process.stdin.write(f"{stem}\n")
            self._process.stdin.close()

    def events(self) -> list[Event]:
        """Return what it has told since the last time; at its end {"over": whether it came to a good one}."""
        found: list[Event] = []
        while True:
            try:
                found.append(self._events.get_nowait())
            except Empty:
                return found

    def kill(self) -> None:
        """End it, whatever it does."""
        if self._process.poll() is None:
            self._process.kill()

    def _read(self) -> None:
        """Read its lines to the end; in a thread, as no system can wait for a pipe and for keys in the same way."""
        assert self._process.stdout is not None
        over = False
        for line in self._process.stdout:
            event: Event = json.loads(line)
            over = over or "over" in event
            self._events.put(event)
        if not over:
            self._events.put({"over": False})
