"""The queue of pushes: repositories with the same queue file are graded one after the other."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

WAIT_SECONDS = 600.0
"""More than ten earlier pushes take. After that, something is stuck."""


class Turn:
    """A turn in the queue, as a context manager that gives the turn back at its end.

    The lock belongs to the process, so the system releases it however the process ends.
    """

    def __init__(self, queue: Path) -> None:
        self.queue = queue
        self._lock = FileLock(queue)

    def comes_at_once(self) -> bool:
        """Take the turn if no other push is being graded. Return whether it was taken."""
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        return True

    def wait(self, seconds: float = WAIT_SECONDS) -> None:
        """Wait for the turn and take it.

        Args:
            seconds: How long to wait at most.

        Raises:
            TimeoutError: The turn did not come in this time.
        """
        try:
            self._lock.acquire(timeout=seconds, poll_interval=0.1)
        except Timeout:
            raise TimeoutError(f"the queue {self.queue} did not move for {seconds:g} seconds") from None

    def __enter__(self) -> Turn:
        return self

    def __exit__(self, *error: object) -> None:
        self._lock.release()
