"""What a course lets its students read of a failed check, and when."""

from __future__ import annotations

from datetime import datetime

from grader.course.config import Course
from grader.intake.own_deadlines import OwnDeadlines
from grader.review import FeedbackPolicy


def policy_of(course: Course, now: datetime) -> FeedbackPolicy:
    """Return the course's policy. Hidden checks are shown once nobody can hand the exercise in any more."""
    revealed = [stem for stem in course.exercises if course.reveal_hidden and _is_over(course, stem, now)]
    return FeedbackPolicy(course.feedback, revealed)


def _is_over(course: Course, stem: str, now: datetime) -> bool:
    """Return whether the last chance has passed, with each student's extension, late days and days of grace."""
    anybody = ("", *course.students)
    ends = [OwnDeadlines(course, student, course.deadlines).end(stem) for student in anybody]
    return stem in course.deadlines and all(end is not None and end < now for end in ends)
