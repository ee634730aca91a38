"""Adds the findings of `grader collect` about a submission to its entry in the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from grader.course import timestamps
from grader.course.config import Course
from grader.intake.collected import FILE, Collected, Collection, CollectionError, read_collection
from grader.intake.own_deadlines import Lateness, OwnDeadlines
from grader.record import ExerciseEntry, Late, SubmissionEntry, SubmissionStatus
from grader.review import Doubt, DoubtKind


def apply_late_penalty(entry: SubmissionEntry, course: Course) -> SubmissionEntry:
    """Reduce the scores of late exercises, and note any problem in collecting the submission.

    Raises:
        CollectionError: `collected.json` is there, and cannot be read.
    """
    folder = Path(entry.path).resolve()
    collection = read_collection(folder.parent)
    found = collection and collection.students.get(folder.name)
    if not collection or not found:
        return entry
    notes = [*entry.notes, *found.remarks]
    if found.problem:
        doubt = Doubt(DoubtKind.COLLECTION, f"could not be collected: {found.problem}")
        doubts = [doubt, *(entry.doubts or [])]
        notes.insert(0, doubt.what)
        return msgspec.structs.replace(entry, status=SubmissionStatus.NEEDS_REVIEW, notes=notes, doubts=doubts)
    own = OwnDeadlines(course, folder.name, _deadlines(collection, folder.parent / FILE))
    lateness = _lateness(found, own)
    exercises = [
        _late(exercise, lateness.get(exercise.id, Lateness(0, 0)), own, course) for exercise in entry.exercises
    ]
    notes += [note for exercise in exercises for note in _notes(exercise)]
    score = sum(exercise.score for exercise in exercises)
    return msgspec.structs.replace(entry, notes=notes, exercises=exercises, score=score)


def _lateness(found: Collected, own: OwnDeadlines) -> dict[str, Lateness]:
    """Count the lateness of each exercise by the course as it is now; exceptions may have come since the collection."""
    if not found.handed_in:  # nothing is late, or an earlier version collected this, which noted no times
        return {stem: Lateness(days, 0) for stem, days in found.days_late.items()}
    return {stem: own.count(stem, found.handed_in[stem]) for stem in own.in_order(found.handed_in)}


def _deadlines(collection: Collection, file: Path) -> dict[str, datetime]:
    try:
        return {stem: timestamps.parse_time(text) for stem, text in collection.deadlines.items()}
    except ValueError as error:
        raise CollectionError(f"{file}: deadlines: {error}; collect again") from None


def _late(exercise: ExerciseEntry, lateness: Lateness, own: OwnDeadlines, course: Course) -> ExerciseEntry:
    deadline = own.deadline(exercise.id)
    if deadline and deadline != own.of_class(exercise.id):
        exercise = msgspec.structs.replace(exercise, until=timestamps.show_time(deadline))
    exercise = msgspec.structs.replace(exercise, late_days=lateness.late_days)
    if not lateness.days or not course.late:
        return exercise
    percent = min(100.0, lateness.days * course.late.percent_per_day)
    points = round(exercise.score * (100 - percent) / 100, 4)
    late = Late(lateness.days, percent, points - exercise.score)
    return msgspec.structs.replace(exercise, score=points, late=late)


def _notes(exercise: ExerciseEntry) -> Iterator[str]:
    if exercise.until:
        yield f"{exercise.id}: extended until {exercise.until}"
    if exercise.late_days:
        yield f"{exercise.id}: {_days(exercise.late_days, 'late day')} spent"
    if exercise.late:
        yield f"{exercise.id}: {_days(exercise.late.days, 'day')} late, minus {exercise.late.percent:g} %"


def _days(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number > 1)}"
