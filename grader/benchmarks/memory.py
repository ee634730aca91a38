"""The memory of a grading while it goes on: of the judges, not of the student code that they ask."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType

import psutil

INTERVAL = 0.25
"""Seconds between two looks."""

MEGABYTE = 2**20


class Watch:
    """Looks at a process and those below it while the `with` block runs, and notes how much memory they have.

    Counted is the proportional set size (PSS): pages that several processes share are divided among them, so that the
    sum over all is what they really take.
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._began = time.monotonic()
        self.largest: list[tuple[float, float]] = []
        """Seconds since the start, and MB of the largest process."""

        self.together: list[tuple[float, float]] = []
        """Seconds since the start, and MB of all of them."""

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
    """A grading's processes: the one that was started, its pool, and nothing that runs student code.

    Those of a pool are forked by a server. What a judge starts is a sandbox; in the moment before it is one, it has the
    judge's command line, and the judge's memory, which would count twice.
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
    """Whether it is a sandbox: alone there, Python starts without site-packages, see grader/sandbox/base.py."""
    return process.name() == "bwrap" or "-S" in process.cmdline()


def _megabytes(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / MEGABYTE
    except psutil.Error:  # it has ended, or is ending
        return 0.0
