"""Adds the findings of `grader collect` about a submission to its entry in the record."""

from __future__ import annotations

from pathlib import Path

import msgspec

from grader.course.config import Course
from grader.intake.collected import read_collection
from grader.record import ExerciseEntry, Late, SubmissionEntry, SubmissionStatus


def apply_late_penalty(entry: SubmissionEntry, course: Course) -> SubmissionEntry:
    """Reduce the scores of late exercises, and note any problem in collecting the submission.

    Raises:
        CollectionError: `collected.json` is there, and cannot be read.
    """
    folder = Path(entry.path).resolve()
    collection = read_collection(folder.parent)
    found = collection and collection.students.get(folder.name)
    if not found:
        return entry
    notes = [*entry.notes, *found.remarks]
    if found.problem:
        notes.insert(0, f"could not be collected: {found.problem}")
        return msgspec.structs.replace(entry, status=SubmissionStatus.NEEDS_REVIEW, notes=notes)
    exercises = []
    for exercise in entry.exercises:
        days = found.days_late.get(exercise.id, 0)
        if days and course.late:
            percent = min(100.0, days * course.late.percent_per_day)
            exercises.append(_reduced(exercise, days, percent))
            notes.append(f"{exercise.id}: {days} day{'s' * (days > 1)} late, minus {percent:g} %")
        else:
            exercises.append(exercise)
    score = sum(exercise.score for exercise in exercises)
    return msgspec.structs.replace(entry, notes=notes, exercises=exercises, score=score)


def _reduced(exercise: ExerciseEntry, days: int, percent: float) -> ExerciseEntry:
    points = round(exercise.score * (100 - percent) / 100, 4)
    return msgspec.structs.replace(exercise, score=points, late=Late(days, percent, points - exercise.score))
