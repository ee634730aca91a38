"""Watches the memory of a running grading: that of the judges, not that of the student code."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType

import psutil

INTERVAL = 0.25
"""Seconds between two measurements."""

MEGABYTE = 2**20


class Watch:
    """Measures the memory of a process and its judges while the `with` block runs.

    It is the proportional set size (PSS), which divides shared pages among their processes, so that the sum over all
    processes is what they really use.
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._began = time.monotonic()
        self.largest: list[tuple[float, float]] = []
        """Seconds since the start, and MB of the largest process."""

        self.together: list[tuple[float, float]] = []
        """Seconds since the start, and MB of all processes together."""

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(INTERVAL):
            sizes = [size for process in judges(self._root) if (size := _megabytes(process))]
            if sizes:
                at = time.monotonic() - self._began
                self.largest.append((at, max(sizes)))
                self.together.append((at, sum(sizes)))


def judges(root: psutil.Process) -> Iterator[psutil.Process]:
    """Yield the processes of a grading: the first one and its pool, but none that runs student code.

    The processes of a pool are forked by a server. A process that a judge starts becomes a sandbox. Until then, it has
    the command line of the judge and shares its memory, which would count twice.
    """
    yield root
    with suppress(psutil.NoSuchProcess):
        own = root.cmdline()
        for child in root.children():
            with suppress(psutil.NoSuchProcess):
                if not _has_student_code(child) and child.cmdline() != own:
                    yield child
                    yield from child.children()


def _has_student_code(process: psutil.Process) -> bool:
    """Return whether a process is a sandbox. Only there, Python has no site-packages, see grader/sandbox/base.py."""
    return process.name() == "bwrap" or "-S" in process.cmdline()


def _megabytes(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / MEGABYTE
    except psutil.Error:  # it has ended, or is ending
        return 0.0
