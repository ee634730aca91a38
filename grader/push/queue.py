"""The queue of pushes: repositories with the same queue file are graded one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

WAIT_SECONDS = 600.0
"""Longer than ten pushes take that came before; after that, something is stuck."""


@contextmanager
def turn(queue: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[bool]:
    """Wait until no other push is being graded; gives whether there was any waiting.

    The lock belongs to the process: the system takes it back whatever happens to us.

    Raises:
        TimeoutError: The turn did not come within `wait_seconds`.
    """
    lock = FileLock(queue)
    waited = False
    try:
        lock.acquire(blocking=False)
    except Timeout:
        waited = True
        try:
            lock.acquire(timeout=wait_seconds, poll_interval=0.1)
        except Timeout:
            raise TimeoutError(f"the queue {queue} did not move for {wait_seconds:g} seconds") from None
    try:
        yield waited
    finally:
        lock.release()
