"""Writes Gradescope's `results.json`, which shows a student the result of one submission."""

from __future__ import annotations

import json

from checks.model.status import Status
from grader.grading.student_view import (
    HiddenCheck,
    StudentEntry,
    VisibleCheck,
    counts_sentence,
    for_student,
    mistake_sentence,
    review_sentence,
)
from grader.intake.lms.gradescope import DIGESTS
from grader.record import Record


def gradescope(record: Record) -> str:
    """Return the text of the file for a record with one submission.

    Everything in the file is `visible`, since it holds only what the student may see. The standard output of the
    grading stays hidden.
    """
    (graded,), (entry,) = record.submissions, for_student(record).submissions
    review = [sentence] if (sentence := review_sentence(entry)) else []
    results = {
        "score": _of_all(entry),
        "output": "\n".join([*review, *entry.notes, counts_sentence(entry.exercises) + "."]),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {DIGESTS: {one.id: one.sha256 for one in graded.exercises if one.sha256}},
        "tests": [
            _test(exercise.id, check, f"{number}.{at}")
            for number, exercise in enumerate(entry.exercises, 1)
            for at, check in enumerate(exercise.checks, 1)
        ],
    }
    return json.dumps(results, indent=1) + "\n"


def _of_all(entry: StudentEntry) -> float:
    """Return the score out of the points of all exercises, which Gradescope knows; who is excused has fewer."""
    most = sum(check.max_score for exercise in entry.exercises for check in exercise.checks)
    return round(entry.score * most / entry.max_score, 4) if 0 < entry.max_score < most else entry.score


def _test(stem: str, check: HiddenCheck | VisibleCheck, number: str) -> dict[str, object]:
    hidden = " (hidden)" if check.hidden else ""
    output = "\n\n".join(filter(None, (check.message, mistake_sentence(check))))
    if not output and check.status is not Status.PASSED:
        output = "not shown: the check is hidden" if check.hidden else check.status.word
    return {
        "name": f"{stem}: {check.title}{hidden}",
        "number": number,
        "score": check.score,
        "max_score": check.max_score,
        "status": "passed" if check.status is Status.PASSED else "failed",
        "output": output,
        "output_format": "text",
        "visibility": "visible",
    }
