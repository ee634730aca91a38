"""Whether a push comes late, by the same rules as `grader collect`: the table of the class has the same numbers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from grader.course import timestamps
from grader.course.config import Course
from grader.intake.git import GitError
from grader.intake.hand_in_times import find_hand_ins
from grader.intake.own_deadlines import Lateness, OwnDeadlines
from grader.intake.taken import contents_of, find_taken
from grader.push.queue import Update


class LatePush(NamedTuple):
    """What is late in a push."""

    days: dict[str, Lateness]
    """By exercise, where what was pushed is what counts; exercises in time are left out."""

    notes: list[str]
    """What else the student has to know: that something does not count."""


def find_late(repository: Path, update: Update, rules: Course, student: str, received: datetime) -> LatePush:
    """Find what came late, of a branch as a push left it.

    Args:
        repository: The bare repository, with the hook installed.
        update: The branch and its commits.
        rules: The course.
        student: The student's name in its exceptions.
        received: When the push came.

    Returns:
        What is late; nothing if all deadlines are still to come. If Git cannot tell, a note says so.
    """
    late = LatePush({}, [])
    if all(received <= deadline for deadline in rules.deadlines.values()):
        return late  # nothing to ask Git for, as with most pushes
    own = OwnDeadlines(rules, student, rules.deadlines)
    try:
        _, came = find_hand_ins(str(repository), repository, update.name)
        commits = [hand_in.commit for hand_in in came]
        if update.new in commits:  # what was pushed since gets an answer of its own
            came = came[: len(commits) - commits[::-1].index(update.new)]
        for stem in own.in_order(rules.exercises):
            end = own.end(stem)
            taken = find_taken(stem, repository, came, own)
            lateness = own.count(stem, taken.since) if taken and taken.since else None
            pushed, *counts = contents_of(stem, repository, [update.new, *([taken.commit] if taken else [])])
            if counts == [pushed] and lateness:
                late.days[stem] = lateness
            elif counts != [pushed] and any(pushed) and end:
                before = "what was there before does" if taken else "nothing was there before"
                late.notes.append(f"{stem}: this came after {timestamps.show_time(end)} and does not count; {before}")
    except (GitError, OSError, ValueError, OverflowError):
        return LatePush({}, ["Whether this came late could not be told: ask who runs the course."])
    return late
