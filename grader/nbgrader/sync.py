"""Writes the scores of a record into the gradebook of an nbgrader course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from grader.authoring.grade_ids import grade_id
from grader.nbgrader.shares import shares_of
from grader.record import ExerciseEntry, Record, SubmissionStatus


class SyncError(ValueError):
    """The record and the gradebook do not fit together; the message says what to do."""


def sync(record: Record, gradebook: Gradebook, has_notebook: Any = lambda student, stem: False) -> Iterator[str]:
    """Write every exercise that was handed in, with a person's decisions and the late penalty.

    A submission that needs a person is left out, since it has no grade yet; so is an exercise that a student is excused
    from and that does not count. Scores given by hand stay. A badge is written if the course has an assignment for it.

    Args:
        record: The record of a class.
        gradebook: The open gradebook of the nbgrader course.
        has_notebook: Called with a student and a stem; whether the course has a notebook of that student, whose scores
            then stay.

    Yields:
        A line about each submission, for the instructor.

    Raises:
        SyncError: An assignment is missing, or has other checks than the record.
    """
    optional = {assignment.name for assignment in gradebook.assignments}
    handed_in = [
        [*entry.exercises, *(badge for badge in entry.badges if badge.id in optional)] for entry in record.submissions
    ]
    _agree({exercise.id: exercise for exercises in handed_in for exercise in exercises}, gradebook)
    for entry, exercises in zip(record.submissions, handed_in, strict=True):
        student = entry.student
        if entry.status is not SubmissionStatus.GRADED:
            yield f"{student}: left out, it needs a person first ({entry.status})"
            continue
        gradebook.update_or_create_student(student)
        written, kept, excused = [], [], []
        for exercise in exercises:
            if exercise.excused and not exercise.max_score:
                excused.append(exercise.id)
            elif has_notebook(student, exercise.id):
                kept.append(exercise.id)
            elif exercise.file is not None or _is_there(gradebook, exercise.id, student):
                _write(gradebook, student, exercise)
                written.append(exercise.id)
        words = [f"{len(written)} exercises written" if len(written) != 1 else "1 exercise written"]
        if kept:
            words.append(f"there is a notebook, whose scores stay, for {', '.join(kept)}")
        if excused:
            words.append(f"excused, so nothing was written, from {', '.join(excused)}")
        yield f"{student}: {'; '.join(words)}"


def _agree(exercises: Mapping[str, ExerciseEntry], gradebook: Gradebook) -> None:
    """Raise SyncError unless the checks of the record and the grade cells of the course are the same."""
    for stem, exercise in exercises.items():
        try:
            cells = {cell.name for cell in gradebook.find_notebook(stem, stem).grade_cells}
        except MissingEntry:
            raise SyncError(
                f"the gradebook has no assignment {stem}; run in the course: nbgrader generate_assignment {stem}"
            ) from None
        checks = {grade_id(check.id, check.hidden) for check in exercise.checks}
        if cells != checks:
            raise SyncError(
                f"{stem} has other checks in the record than in the gradebook: {', '.join(sorted(cells ^ checks))}; "
                "grade once more, or generate the assignment once more, with one version of the kit"
            )


def _is_there(gradebook: Gradebook, stem: str, student: str) -> bool:
    try:
        gradebook.find_submission(stem, student)
    except MissingEntry:
        return False
    return True


def _write(gradebook: Gradebook, student: str, exercise: ExerciseEntry) -> None:
    stem = exercise.id
    submission = gradebook.update_or_create_submission(stem, student)
    shares = shares_of(exercise)
    for check in exercise.checks:
        grade = gradebook.find_grade(grade_id(check.id, check.hidden), stem, stem, student)
        grade.auto_score = shares.cells[check.id] * grade.max_score
        grade.needs_manual_grade = grade.manual_score is not None
    for notebook in submission.notebooks:
        notebook.late_submission_penalty = shares.penalty * notebook.max_score
    gradebook.db.commit()
