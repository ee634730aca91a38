"""One submission -> its entry in the record."""

from __future__ import annotations

import hashlib
from typing import Any

from checks.check import Check
from grader import checklist
from grader.judging import Outcome, judge
from grader.limits import Limits
from grader.subject import SandboxedSubject
from grader.submission import SourceFile, Submission

Entry = dict[str, Any]


def grade(submission: Submission, stems: list[str], limits: Limits) -> Entry:
    """The submission's entry: a score for every check on the grader's list, whatever the code did."""
    exercises = [_grade_exercise(stem, submission.files.get(stem), limits) for stem in stems]
    checks = [check for exercise in exercises for check in exercise["checks"]]
    unsure = submission.problem or any(check["status"] == "grader_error" for check in checks)
    notes = [submission.problem] if submission.problem else []
    if not submission.files and not submission.problem:
        notes.append(f"{submission.path} has no exercise file, neither in itself nor in backprop/ below it")
    return {
        "student": submission.student,
        "path": str(submission.path),
        "score": sum(exercise["score"] for exercise in exercises),
        "max_score": sum(exercise["max_score"] for exercise in exercises),
        "status": "needs_review" if unsure else "graded",
        "notes": notes,
        "exercises": exercises,
    }


def _grade_exercise(stem: str, file: SourceFile | None, limits: Limits) -> Entry:
    hidden = set(checklist.hidden_checks(stem))
    outcomes = _outcomes(stem, file, limits)
    checks = [_entry(outcome, outcome.check in hidden) for outcome in outcomes]
    return {
        "id": stem,
        "file": str(file.path) if file else None,
        "sha256": hashlib.sha256(file.text.encode()).hexdigest() if file and not file.problem else None,
        "score": sum(check["score"] for check in checks),
        "max_score": sum(check["max_score"] for check in checks),
        "checks": checks,
    }


def _outcomes(stem: str, file: SourceFile | None, limits: Limits) -> list[Outcome]:
    checks: tuple[Check, ...] = checklist.all_checks(stem)
    if file is None:
        return [Outcome(check, "not_started", f"{stem}.py was not handed in") for check in checks]
    if file.problem:
        return [Outcome(check, "crashed", file.problem) for check in checks]
    with SandboxedSubject(stem, file.text, limits) as subject:
        return [judge(check, subject) for check in checks]


def _entry(outcome: Outcome, hidden: bool) -> Entry:
    play = outcome.play
    counterexample = None
    if play is not None:
        counterexample = {"formula": play.network.formula if play.network.nodes else "", "code": outcome.code}
    return {
        "id": outcome.check.id,
        "title": outcome.check.law,
        "hidden": hidden,
        "status": outcome.status,
        "score": outcome.score,
        "max_score": outcome.check.points,
        "message": outcome.message,
        "counterexample": counterexample,
        "misconception": None,
    }
