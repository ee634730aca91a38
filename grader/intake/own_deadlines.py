"""The deadlines of one student, with the exceptions for this student and the late days that are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from grader.course.config import Course

DAY = timedelta(days=1)


class Lateness(NamedTuple):
    """How late an exercise came, in days begun after the student's own deadline."""

    days: int
    """The days that cost points."""

    late_days: int
    """The days that were taken from the student's budget."""


class OwnDeadlines:
    """The deadlines of one student. The late days go to whoever asks first, so exercises are taken `in_order`.

    That order is the class's, whatever extensions a student has: with less time spent on one exercise, there is never
    less left for the next one.
    """

    def __init__(self, course: Course, student: str, deadlines: Mapping[str, datetime]) -> None:
        """Take the class's deadlines by exercise; what is not among them, as a badge, has the last of them."""
        self._course = course
        self._student = student
        self._deadlines = deadlines
        self._last = max(deadlines.values(), default=None)
        self.late_days_left = course.late_days

    def in_order(self, stems: Iterable[str]) -> list[str]:
        """Sort exercises by the class's deadlines; those with the same one stay in their order."""
        if self._last is None:
            return list(stems)
        last = self._last
        return sorted(stems, key=lambda stem: self._deadlines.get(stem, last))

    def of_class(self, stem: str) -> datetime | None:
        """Return the class's deadline; None if there is none."""
        return self._deadlines.get(stem, self._last)

    def deadline(self, stem: str) -> datetime | None:
        """Return the student's own deadline; None if there is none."""
        of_class = self.of_class(stem)
        return of_class and self._course.exception(self._student, stem).deadline(of_class)

    def end(self, stem: str) -> datetime | None:
        """Return until when work is taken: the deadline, the late days that are left, and the days of grace."""
        deadline = self.deadline(stem)
        grace = self._course.late.days if self._course.late else 0
        return deadline and deadline + (grace + self.late_days_left) * DAY

    def last(self) -> datetime | None:
        """Return the last of the student's deadlines."""
        return max((time for stem in self._deadlines if (time := self.deadline(stem))), default=None)

    def count(self, stem: str, handed_in: datetime) -> Lateness:
        """Count the days from the deadline to a hand-in, and spend what is left of the budget on them."""
        deadline = self.deadline(stem)
        if deadline is None or handed_in <= deadline or self._course.exception(self._student, stem).excused:
            return Lateness(0, 0)
        days = ceil((handed_in - deadline) / DAY)
        spent = min(days, self.late_days_left)
        self.late_days_left -= spent
        return Lateness(days - spent, spent)
