"""The time limits of a solution: for each answer, for a check, for an exercise, and for a whole submission.

What is limited for an answer and a check is time spent computing, which the worker's own timer measures (see
guest/worker.py): on a busy machine the clock runs on while a solution waits for the processor. The clock here is for
what does not compute, and for what has switched the timer off; it is so much longer that no honest answer meets it.

An exercise and a submission are limited on the clock alone, which runs only while the judge waits for a solution. A
right solution takes a few seconds of either, on a machine that is three times as busy as it should be.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from checks.model.limits import AFTER_A_HANG, CLOCK, too_slow
from grader.course.limits import Limits

LAST_RESORT = 3
"""A worker ends a solution that just waits, see `guest.worker.Alarm`. If it does not, the judge waits this many times
as long, so that no honest answer on a busy machine is lost."""

ONCE_MORE = 1.5
"""The same for a solution of which an answer never came, whoever noticed it."""

Clock = Callable[[], float]
"""A monotonic clock in seconds."""


class Purse:
    """What is left of the time that the exercises of a submission share."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds


class Budget:
    """The clock and the limits of one exercise, kept by the judge outside of the solution's reach."""

    def __init__(self, limits: Limits, shared: Purse | None = None, clock: Clock = time.monotonic) -> None:
        """Begin an exercise.

        Args:
            limits: The limits.
            shared: What is left for the submission; None if the exercise is all of it.
            clock: A test gives its own.
        """
        self.limits = limits
        """Those of the present check, see `new_check`."""

        self._full = limits
        self._has_hung = False
        self._was_late = False
        self._clock = clock
        self._shared = shared or Purse(limits.submission_seconds)
        self._exercise = Purse(limits.exercise_seconds)
        self._check = Purse(CLOCK * limits.check_seconds)
        self._began = 0.0

    def new_check(self) -> None:
        """Start the time for a check anew, or for what a diagnosis asks; it is less once an answer took too long."""
        self.limits = self._full
        if self._was_late:
            call, check = self._full.call_seconds / AFTER_A_HANG, self._full.check_seconds / AFTER_A_HANG
            self.limits = replace(self._full, call_seconds=call, check_seconds=check)
        self._check = Purse(CLOCK * self.limits.check_seconds)

    def was_late(self) -> None:
        """Note that a check has ended because an answer took too long."""
        self._was_late = True

    def begin(self) -> None:
        """Start the clock: questions are being sent."""
        self._began = self._clock()

    def end(self) -> None:
        """Stop the clock: all questions are answered, or will not be."""
        spent = self._clock() - self._began
        for purse in (self._check, self._exercise, self._shared):
            purse.left -= spent

    def hung(self) -> None:
        """Wait less for each answer from now on: one never came."""
        self._has_hung = True

    def deadline(self) -> float:
        """Return the latest time for the next reply, by the clock."""
        left = min(self._check.left, self._exercise.left, self._shared.left)
        patience = ONCE_MORE if self._has_hung else LAST_RESORT
        return min(self._began + left, self._clock() + patience * CLOCK * self.limits.call_seconds)

    @property
    def used_up(self) -> str:
        """The limit that leaves no time for another question, as a sentence; empty if there is time."""
        return self._used_up(0.0)

    def too_slow(self, whole_check: bool | None = None) -> str:
        """Say which limit an answer has exceeded, while the clock runs.

        Args:
            whole_check: Whether the worker has said that it was that of the check, or of the answer; None if it has
                said nothing.
        """
        spent = self._clock() - self._began
        if whole_check is None:
            if used_up := self._used_up(spent):
                return used_up
            whole_check = self._check.left <= spent
        return too_slow(whole_check, self.limits.call_seconds, self.limits.check_seconds, self.limits != self._full)

    def _used_up(self, spent: float) -> str:
        if self._shared.left <= spent:
            return f"The {self.limits.submission_seconds:g} seconds for all exercises together are used up"
        if self._exercise.left <= spent:
            return f"The {self.limits.exercise_seconds:g} seconds for this exercise are used up"
        return ""
