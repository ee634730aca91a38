"""The time limits of a solution: for each answer, and for all the answers of a check."""

from __future__ import annotations

import time

from grader.course.limits import Limits

COMPUTING = 0.4
"""The share of the time for an answer that may be spent computing. On a busy machine the clock runs on while a solution
waits for the processor; its processor time does not. So an endless loop is recognised sooner than a solution that
merely waits. Badges get the whole time, because a right answer may take a second of computing."""

HURRY = 5
"""After a time-out, the time for each further answer in the exercise is divided by this. Otherwise a solution that
hangs in every check would keep a processor busy for as long as the rest of the class together. Not for badges."""


class Budget:
    """The clock and the limits, kept by the judge outside of the solution's reach.

    Args:
        limits: The maximum times.
        hurried: Whether computing gets only a share of the time, and all times shrink after a time-out.
        measured: Whether the lines that run are noted. That makes the code many times slower, so computing gets all of
            the time.
    """

    def __init__(self, limits: Limits, hurried: bool, measured: bool = False) -> None:
        self.check_seconds = limits.check_seconds
        self.call_seconds = limits.call_seconds
        self.hurried = hurried
        self._measured = measured
        self._full_call_seconds = limits.call_seconds
        self._left = limits.check_seconds
        self._began = 0.0

    def new_check(self) -> None:
        """Start the time for a check anew."""
        self._left = self.check_seconds

    @property
    def computing(self) -> float:
        """Seconds of processor time for one answer."""
        return self.call_seconds * (COMPUTING if self.hurried and not self._measured else 1)

    def begin(self) -> None:
        """Start the clock: questions are being sent."""
        self._began = time.monotonic()

    def end(self) -> None:
        """Stop the clock: all questions are answered, or will not be."""
        self._left -= time.monotonic() - self._began

    def deadline(self) -> float:
        """Return the latest time for the next reply, in seconds of time.monotonic()."""
        return min(self._began + self._left, time.monotonic() + self.call_seconds)

    @property
    def check_is_over(self) -> bool:
        """Whether the current questions have used up the time left for the check."""
        return self._left <= time.monotonic() - self._began

    def hurry(self) -> None:
        """Shorten the time for further answers, after one did not come in time."""
        if self.hurried:
            self.call_seconds = self._full_call_seconds / HURRY
