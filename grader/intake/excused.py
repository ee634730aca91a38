"""Leaves out of the score the exercises from which a student is excused."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from grader.course.config import Course

Entry = TypeVar("Entry", bound=msgspec.Struct)
"""The entry of a submission, or what its student may see of it."""


def leave_out_excused(entry: Entry, course: Course, student: str) -> Entry:
    """Take the excused exercises out of the score and of the maximum.

    What was handed in all the same counts if the share of the points is greater with it, so being excused never lowers
    it. Who is excused from everything has no score, 0 of 0.

    Args:
        entry: The entry, with the course's points and penalties.
        course: Its exceptions.
        student: The student's name in them.
    """
    whole: Any = entry
    excused = [exercise for exercise in whole.exercises if course.exception(student, exercise.id).excused]
    if not excused:
        return entry
    counted = _worth_counting(excused, [exercise for exercise in whole.exercises if exercise not in excused])
    exercises = []
    notes = []
    for exercise in whole.exercises:
        changes: dict[str, Any] = {}
        if exercise in excused:
            kept = exercise.id in counted
            changes = {"excused": True} if kept else {"excused": True, "score": 0, "max_score": 0}
            notes.append(f"{exercise.id}: excused{', and counted because it is better than the rest' * kept}")
        exercises.append(msgspec.structs.replace(exercise, **changes))
    return msgspec.structs.replace(
        entry,
        exercises=exercises,
        notes=[*whole.notes, *notes],
        score=sum(exercise.score for exercise in exercises),
        max_score=sum(exercise.max_score for exercise in exercises),
    )


def _worth_counting(excused: list[Any], others: list[Any]) -> set[str]:
    """Return the excused exercises with which the share of the points is greater: the best ones, while they add."""
    score, most = sum(one.score for one in others), sum(one.max_score for one in others)
    counted = set()
    if most:
        worth = [one for one in excused if one.max_score]
        for one in sorted(worth, key=lambda one: -one.score / one.max_score):
            if one.score * most > score * one.max_score + 1e-9:
                counted.add(one.id)
                score, most = score + one.score, most + one.max_score
    return counted
