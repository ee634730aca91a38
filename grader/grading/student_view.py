"""What a student may see of the record. Every output that reaches one renders this, and nothing else.

The types here have no field for anything else: what somebody adds to the record stays inside until it is added here.
"""

from __future__ import annotations

from pathlib import PurePath

from checks.exercises import BY_STEM
from checks.explain.failure import Failure
from checks.model.status import Status
from grader.printable import printable
from grader.record import (
    BadgeEntry,
    CheckEntry,
    Counterexample,
    ExerciseEntry,
    Late,
    MisconceptionName,
    Number,
    Part,
    Record,
    SubmissionEntry,
    SubmissionStatus,
)

OURS = "Something went wrong in the grader itself, not in your code. A person will look at it."


class HiddenCheck(Part, frozen=True, tag="hidden"):
    """Of a hidden check only its title and how it ended. Renderers find nothing where there would be more."""

    id: str
    """Of its exercise; the name of its function says more about what is tried than the title does."""

    title: str
    status: Status
    score: Number
    max_score: Number

    hidden = True
    message = ""
    line = 1
    counterexample = None
    misconception = None
    failure = None


class VisibleCheck(Part, frozen=True, tag="visible"):
    """What came of a check that the student has."""

    id: str
    title: str
    status: Status
    score: Number
    max_score: Number
    message: str
    line: int
    counterexample: Counterexample | None
    misconception: MisconceptionName | None
    failure: Failure | None = None

    hidden = False


class StudentExercise(Part, frozen=True):
    """What came of one exercise or badge."""

    id: str
    file: str
    """As the student sees it: from the top of the submission."""

    score: Number
    max_score: Number
    checks: list[HiddenCheck | VisibleCheck]
    late: Late | None = None
    earned: bool | None = None
    """None for an exercise that is no badge."""

    never_ran = None


class StudentEntry(Part, frozen=True):
    """What came of one submission."""

    student: str
    score: Number
    max_score: Number
    status: SubmissionStatus
    notes: list[str]
    exercises: list[StudentExercise]
    badges: list[StudentExercise]


class StudentRecord(Part, frozen=True):
    """A record that may be shown to those it is about."""

    submissions: list[StudentEntry]


AnyRecord = Record | StudentRecord
AnyEntry = SubmissionEntry | StudentEntry
AnyExercise = ExerciseEntry | StudentExercise
AnyCheck = CheckEntry | HiddenCheck | VisibleCheck
"""For what is rendered alike for an instructor and for a student."""


def for_student(record: Record) -> StudentRecord:
    """The record without what is not the student's."""
    return StudentRecord([student_entry(entry) for entry in record.submissions])


def student_entry(entry: SubmissionEntry) -> StudentEntry:
    """The entry without what is not the student's."""
    return StudentEntry(
        student=printable(entry.student),
        score=entry.score,
        max_score=entry.max_score,
        status=entry.status,
        # A note names the folder as the grader sees it.
        notes=[printable(note.replace(entry.path, "the submission")) for note in entry.notes],
        exercises=[_exercise(exercise, entry.path) for exercise in entry.exercises],
        badges=[_exercise(badge, entry.path) for badge in entry.badges],
    )


def summary(entry: AnyEntry) -> str:
    """One sentence on the visible and the hidden checks: it never says that all is well when a hidden one failed."""
    checks = [check for exercise in entry.exercises for check in exercise.checks]
    counts = []
    for hidden, name in ((False, "visible"), (True, "hidden")):
        group = [check for check in checks if check.hidden is hidden]
        if group:
            counts.append(f"{sum(c.status is Status.PASSED for c in group)} of {len(group)} {name} checks pass")
    return ", ".join(counts)


def _exercise(exercise: ExerciseEntry, folder: str) -> StudentExercise:
    file = BY_STEM[exercise.id].file
    if exercise.file and PurePath(exercise.file).is_relative_to(folder):
        file = PurePath(exercise.file).relative_to(folder).as_posix()
    return StudentExercise(
        id=exercise.id,
        file=file,
        score=exercise.score,
        max_score=exercise.max_score,
        checks=[_check(check) for check in exercise.checks],
        late=exercise.late,
        earned=exercise.earned if isinstance(exercise, BadgeEntry) else None,
    )


def _check(check: CheckEntry) -> HiddenCheck | VisibleCheck:
    if check.hidden:
        identity = check.id.partition("::")[0] + "::hidden"
        return HiddenCheck(identity, check.title, check.status, check.score, check.max_score)
    return VisibleCheck(
        id=check.id,
        title=check.title,
        status=check.status,
        score=check.score,
        max_score=check.max_score,
        message=OURS if check.status is Status.GRADER_ERROR else printable(check.message),
        line=check.line,
        counterexample=check.counterexample,
        misconception=check.misconception,
        failure=check.failure,
    )
