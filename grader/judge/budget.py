"""The time that a solution has: for each answer, and for all the answers of a check."""

from __future__ import annotations

import time

from grader.course.limits import Limits

COMPUTING = 0.4
"""The part of the time for an answer that may be spent computing. The clock goes on when a machine has other things to
do, processor time does not: so what never ends is told sooner from what has to wait. Not so for badges, where a right
answer may take a second."""

HURRY = 5
"""What has once not answered in time has, for the rest of the exercise, this many times less: else a solution that
hangs in every check would keep a processor busy for as long as the rest of the class together. Not so for badges."""


class Budget:
    """Kept by the judge, outside of the solution's reach.

    `hurried`: whether the part for computing is smaller than that on the clock, and all is less after a time-out.
    `measured`: the solution's lines are noted, which makes its code many times slower; all of the time is for that.
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
        """The time for a check begins anew."""
        self._left = self.check_seconds

    @property
    def computing(self) -> float:
        """Seconds of processor time for one answer."""
        return self.call_seconds * (COMPUTING if self.hurried and not self._measured else 1)

    def begin(self) -> None:
        """Something is asked now."""
        self._began = time.monotonic()

    def end(self) -> None:
        """All that was asked is answered, or will not be."""
        self._left -= time.monotonic() - self._began

    def deadline(self) -> float:
        """Until when the next answer must be there, by time.monotonic()."""
        return min(self._began + self._left, time.monotonic() + self.call_seconds)

    @property
    def check_is_over(self) -> bool:
        """Whether what was asked last has used up all that was left for the check."""
        return self._left <= time.monotonic() - self._began

    def hurry(self) -> None:
        """There was no answer in time: the next ones have less."""
        if self.hurried:
            self.call_seconds = self._full_call_seconds / HURRY
