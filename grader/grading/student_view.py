"""The part of the record that a student may see. Every output for students is made of it, and of nothing else.

The types here have no field for anything else, so a new field of the record stays secret until it is added here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

import msgspec

from checks.exercises import BY_STEM
from checks.explain.failure import Failure
from checks.explain.messages import explain
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
from grader.review import Doubt, DoubtKind, FeedbackPolicy

OURS = "Something went wrong in the grader itself, not in your code. A person will look at it."


class HiddenCheck(Part, frozen=True, tag="hidden"):
    """The title and the outcome of a hidden check. The other attributes of a check are there, and empty."""

    id: str
    """The exercise, then `::hidden`: the name of the check's function would tell more about its test than the title."""

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
    """The outcome of a check that the student has."""

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
    hidden: bool = False
    """True for a hidden check that is shown after the deadline."""


class StudentExercise(Part, frozen=True):
    """The outcome of one exercise or badge."""

    id: str
    file: str
    """The path of the file, relative to the submission's folder."""

    score: Number
    max_score: Number
    checks: list[HiddenCheck | VisibleCheck]
    late: Late | None = None
    earned: bool | None = None
    """None for an exercise that is no badge."""

    excused: bool = False
    until: str | None = None
    late_days: int = 0
    """The student's own exception."""

    never_ran = None


class StudentEntry(Part, frozen=True):
    """The outcome of one submission."""

    student: str
    score: Number
    max_score: Number
    status: SubmissionStatus
    notes: list[str]
    exercises: list[StudentExercise]
    badges: list[StudentExercise]
    doubts: list[Doubt] | None = None
    """Only of which kind they are."""


class StudentRecord(Part, frozen=True):
    """A record that its students may see."""

    submissions: list[StudentEntry]


AnyRecord = Record | StudentRecord
AnyEntry = SubmissionEntry | StudentEntry
AnyExercise = ExerciseEntry | StudentExercise
AnyCheck = CheckEntry | HiddenCheck | VisibleCheck
"""The types for reports that look the same for an instructor and for a student."""


def for_student(record: Record) -> StudentRecord:
    """Reduce the record to what its students may see."""
    policy = record.kit.feedback or FeedbackPolicy()
    return StudentRecord([student_entry(entry, policy) for entry in record.submissions])


def student_entry(entry: SubmissionEntry, policy: FeedbackPolicy) -> StudentEntry:
    """Reduce an entry to what its student may see, by the course's policy."""
    doubts = entry.doubts or []
    secret = {doubt.what for doubt in doubts if doubt.kind is not DoubtKind.COLLECTION}
    parts = [(exercise.id, exercise.decided) for exercise in entry.exercises] + [("the submission", entry.decided)]
    comments = {decided.note(about): f"{about}: {decided.comment}" for about, decided in parts if decided}
    notes = [comments.get(note, note) for note in entry.notes if note not in secret]
    return StudentEntry(
        student=printable(entry.student),
        score=entry.score,
        max_score=entry.max_score,
        status=entry.status,
        notes=[printable(_without_path(note, entry.path)) for note in notes if not note.endswith(": ")],
        exercises=[_exercise(exercise, entry.path, policy) for exercise in entry.exercises],
        badges=[_exercise(badge, entry.path, policy) for badge in entry.badges],
        doubts=[Doubt(doubt.kind, "") for doubt in doubts] or None,
    )


def _without_path(note: str, path: str) -> str:
    """Take the folder on the grader's machine out of a note. A path like `.` or `ada` tells nothing, and is a word."""
    if len(PurePath(path).parts) > 1:
        return note.replace(path, "the submission")
    return "the submission" + note.removeprefix(path) if note.startswith(f"{path} ") else note


def review_sentence(entry: AnyEntry) -> str:
    """Say that the score is no grade yet; nothing if it is one."""
    if entry.status is not SubmissionStatus.NEEDS_REVIEW:
        return ""
    kinds = list(dict.fromkeys(doubt.kind for doubt in entry.doubts or []))
    if not kinds and any(check.status is Status.GRADER_ERROR for one in entry.exercises for check in one.checks):
        kinds = [DoubtKind.GRADER]  # an entry of an older version does not say what the question is
    return " ".join(kind.sentence for kind in kinds) or "This is no grade yet: a person will look at it."


def left_out(exercise: AnyExercise) -> bool:
    """Return whether the student is excused, and the exercise has no part in the score."""
    return exercise.excused and not exercise.max_score


def counts_sentence(exercises: Sequence[AnyExercise]) -> str:
    """Say how many visible and how many hidden checks pass, apart: no hidden failure is lost in a total.

    Exercises from which the student is excused do not count, unless there are no others.
    """
    counted = [exercise for exercise in exercises if not left_out(exercise)] or exercises
    checks = [check for exercise in counted for check in exercise.checks]
    counts = []
    for hidden, name in ((False, "visible"), (True, "hidden")):
        group = [check for check in checks if check.hidden is hidden]
        if group:
            counts.append(f"{sum(c.status is Status.PASSED for c in group)} of {len(group)} {name} checks pass")
    return ", ".join(counts)


def _exercise(exercise: ExerciseEntry, folder: str, policy: FeedbackPolicy) -> StudentExercise:
    file = BY_STEM[exercise.id].file
    if exercise.file and PurePath(exercise.file).is_relative_to(folder):
        file = PurePath(exercise.file).relative_to(folder).as_posix()
    return StudentExercise(
        id=exercise.id,
        file=file,
        score=exercise.score,
        max_score=exercise.max_score,
        checks=[_check(check, policy) for check in exercise.checks],
        late=exercise.late,
        earned=exercise.earned if isinstance(exercise, BadgeEntry) else None,
        excused=exercise.excused,
        until=exercise.until,
        late_days=exercise.late_days,
    )


def _check(check: CheckEntry, policy: FeedbackPolicy) -> HiddenCheck | VisibleCheck:
    stem = check.id.partition("::")[0]
    if check.hidden and stem not in policy.revealed:
        return HiddenCheck(f"{stem}::hidden", check.title, check.status, check.score, check.max_score)
    shown = reduced(check, policy)
    return VisibleCheck(
        id=shown.id,
        title=shown.title,
        status=shown.status,
        score=shown.score,
        max_score=shown.max_score,
        message=OURS if shown.status is Status.GRADER_ERROR else printable(shown.message),
        line=shown.line,
        counterexample=shown.counterexample,
        misconception=shown.misconception,
        failure=shown.failure,
        hidden=shown.hidden,
    )


def reduced(check: CheckEntry, policy: FeedbackPolicy) -> CheckEntry:
    """Take out of a check what a course does not let students read of its failure."""
    if policy.show == "mistake" or not check.message:
        return check
    if policy.show == "title":
        return msgspec.structs.replace(check, message="", failure=None, counterexample=None, misconception=None)
    if check.failure is None or not check.failure.condition:
        return msgspec.structs.replace(check, misconception=None)
    failure = replace(check.failure, condition="")
    return msgspec.structs.replace(check, message=explain(failure), failure=failure, misconception=None)


def mistake_sentence(check: AnyCheck) -> str:
    """Name the mistake, if it is known and may be named; else nothing."""
    mistake = check.misconception
    return f"It looks like this: {mistake.name}. {mistake.explanation}" if mistake else ""
