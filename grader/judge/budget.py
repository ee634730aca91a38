"""The time limits of a solution: for each answer, and for all the answers of a check.

What is limited is time spent computing, which the worker's own timer measures (see guest/worker.py): on a busy machine
the clock runs on while a solution waits for the processor. The clock here is for what does not compute, and for what
has switched the timer off; it is so much longer that no honest answer meets it.
"""

from __future__ import annotations

import time

from checks.model.limits import CLOCK
from grader.course.limits import Limits

LAST_RESORT = 3
"""A worker ends a solution that just waits, see `guest.worker.Alarm`. If it does not, the judge waits this many times
as long, so that no honest answer on a busy machine is lost."""


class Budget:
    """The clock and the limits, kept by the judge outside of the solution's reach."""

    def __init__(self, limits: Limits) -> None:
        self._answer = LAST_RESORT * CLOCK * limits.call_seconds
        self._check = CLOCK * limits.check_seconds
        self._left = self._check
        self._began = 0.0

    def new_check(self) -> None:
        """Start the time for a check anew."""
        self._left = self._check

    def begin(self) -> None:
        """Start the clock: questions are being sent."""
        self._began = time.monotonic()

    def end(self) -> None:
        """Stop the clock: all questions are answered, or will not be."""
        self._left -= time.monotonic() - self._began

    def deadline(self) -> float:
        """Return the latest time for the next reply, in seconds of time.monotonic()."""
        return min(self._began + self._left, time.monotonic() + self._answer)

    @property
    def check_is_over(self) -> bool:
        """Whether the current questions have used up the time left for the check."""
        return self._left <= time.monotonic() - self._began
