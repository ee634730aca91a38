"""Does parts of a work in several processes, so that whoever waits for one submission waits for a part of the time.

A class is graded in processes that each start anew, one for several submissions (see executors.py). Here, each process
is a copy of this one: it begins at once, and has all that is imported and read already.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from grader.guest.lockdown import die_with_parent

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Take = Callable[[Any], None]
"""Takes something that was found out, as soon as it is known. From another process it is sent, as a pickle."""

Work = Callable[[Iterator[int], Take], None]
"""Does the parts with these numbers, and gives away what it finds out."""

THREADS = Path("/proc/self/task")
"""The threads of this process, on Linux."""

MOST_PARTS = 256
"""Maximum number of parts: the number of each is a byte in a pipe."""


def side_by_side(parts: int, work: Work, take: Take, processes: int) -> None:
    """Do all parts, each in the process that is free first.

    What a process that is killed had begun stays undone. The caller sees what is missing, and does it again.

    Args:
        parts: The number of parts; they are taken in their order.
        work: Called once in each process, with the numbers of parts that nobody else has.
        take: Called in this process, with what `work` gives away in any of them.
        processes: Maximum number of processes, this one among them.
    """
    processes = min(processes, parts)
    if processes < 2 or not may_be_copied() or parts > MOST_PARTS:
        work(iter(range(parts)), take)
        return
    turns, numbers = os.pipe()
    os.write(numbers, bytes(range(parts)))
    os.close(numbers)
    copies: list[Copy] = []
    try:
        with suppress(OSError):  # the system gives no more processes, so there are fewer
            copies.extend(Copy(turns, work) for _ in range(processes - 1))
        work(_while_taking(copies, _numbers(turns), take), take)
        for copy in copies:
            copy.take_rest(take)
    finally:
        os.close(turns)
        for copy in copies:
            copy.end()


def may_be_copied() -> bool:
    """Tell whether this process can be forked: not on every system, and not with threads, whose locks stay locked."""
    return sys.platform == "linux" and len(list(THREADS.iterdir())) == 1


class Copy:
    """A copy of this process that does parts of the work."""

    def __init__(self, turns: int, work: Work) -> None:
        from multiprocessing import Pipe  # not at the top: a notebook is graded without

        self._told, tell = Pipe(duplex=False)
        self._process = os.fork()
        if not self._process:
            self._told.close()
            _do_as_copy(turns, work, tell)
        tell.close()
        self._done = False

    def take(self, take: Take) -> None:
        """Take what it has found out so far."""
        while not self._done and self._told.poll():
            self._receive(take)

    def take_rest(self, take: Take) -> None:
        """Take what it finds out, until it has ended."""
        while not self._done:
            self._receive(take)

    def _receive(self, take: Take) -> None:
        try:
            found = self._told.recv()
        except (EOFError, OSError):
            self._done = True
        else:
            take(found)

    def end(self) -> None:
        """End it, unless it has ended, and wait until all that it had started is gone."""
        self._told.close()
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGTERM)
        os.waitpid(self._process, 0)


def _do_as_copy(turns: int, work: Work, tell: Connection) -> NoReturn:
    """Do parts of the work, and end. An error is no loss: the first process does the part again, and meets it."""
    try:
        signal.signal(signal.SIGTERM, _leave)
        die_with_parent()
        with suppress(BaseException):
            work(_numbers(turns), tell.send)
    finally:
        os._exit(0)


def _leave(*_: object) -> NoReturn:
    """End what is being done in such a way that all that was started for it ends as well."""
    raise SystemExit


def _numbers(turns: int) -> Iterator[int]:
    """Yield the numbers of parts that no other process has: a byte of a pipe is read by one process."""
    while number := os.read(turns, 1):
        yield number[0]


def _while_taking(copies: Sequence[Copy], numbers: Iterable[int], take: Take) -> Iterator[int]:
    for number in numbers:
        for copy in copies:
            copy.take(take)
        yield number
