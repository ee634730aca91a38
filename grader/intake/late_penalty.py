"""Adds the findings of `grader collect` about a submission to its entry in the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from grader.course import timestamps
from grader.course.config import Course
from grader.intake.collected import FILE, Collected, Collection, CollectionError, read_collection
from grader.intake.own_deadlines import Lateness, OwnDeadlines
from grader.record import Late, SubmissionEntry, SubmissionStatus
from grader.review import Doubt, DoubtKind

Entry = TypeVar("Entry", bound=msgspec.Struct)
"""The entry of a submission, or what its student may see of it."""


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
    return penalize(msgspec.structs.replace(entry, notes=notes), _lateness(found, own), own, course)


def penalize(entry: Entry, lateness: Mapping[str, Lateness], own: OwnDeadlines, course: Course) -> Entry:
    """Reduce the scores of late exercises, and note that, the student's own deadlines and the late days that are spent.

    Args:
        entry: The entry, with the course's points and a person's decisions.
        lateness: By exercise; those in time may be left out.
        own: The student's deadlines.
        course: Its penalty.
    """
    whole: Any = entry
    exercises = [_late(one, lateness.get(one.id, Lateness(0, 0)), own, course) for one in whole.exercises]
    notes = [*whole.notes, *(note for exercise in exercises for note in _notes(exercise))]
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


def _late(exercise: Any, lateness: Lateness, own: OwnDeadlines, course: Course) -> Any:
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


def _notes(exercise: Any) -> Iterator[str]:
    if exercise.until:
        yield f"{exercise.id}: extended until {exercise.until}"
    if exercise.late_days:
        yield f"{exercise.id}: {_days(exercise.late_days, 'late day')} spent"
    if exercise.late:
        yield f"{exercise.id}: {_days(exercise.late.days, 'day')} late, minus {exercise.late.percent:g} %"


def _days(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number > 1)}"
