"""One submission -> its entry in the record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from checks.exercises import BADGES, EXERCISES
from checks.law.check import Check
from grader.course import registry
from grader.course.limits import Limits
from grader.course.sampling import OWN, Sampling
from grader.diagnosis.introspection import suspicious
from grader.diagnosis.matching import diagnosed
from grader.intake.files import SourceFile, Submission
from grader.judge.check_runner import Outcome, judge
from grader.judge.subject import SandboxedSubject
from grader.misconceptions.model import Misconception
from grader.paths import SKELETON
from grader.sandbox import Sandbox, choose
from grader.sandbox.workers import ForkServer

Entry = dict[str, Any]


def grade(
    submission: Submission, stems: list[str], limits: Limits, sampling: Sampling = OWN, sandbox: Sandbox | None = None
) -> Entry:
    """The submission's entry: a score for every check on the grader's list, whatever the code did."""
    with ForkServer(limits, sandbox or choose()) as server:
        exercises = [_grade_exercise(stem, submission.files.get(stem), sampling, server) for stem in stems]
        badges = _badges(submission, sampling, server) if len(stems) == len(EXERCISES) else []
    return _submission_entry(submission, exercises, badges)


def ungraded(submission: Submission, stems: list[str], reason: str) -> Entry:
    """The entry of a submission that could not be graded: no points, no grade, and a person is asked to look."""
    exercises = []
    for stem in stems:
        outcomes = [Outcome(check, "grader_error", problem=reason) for check in registry.all_checks(stem)]
        exercises.append(_exercise_entry(stem, submission.files.get(stem), outcomes))
    return _submission_entry(submission, exercises, [])


def _submission_entry(submission: Submission, exercises: list[Entry], badges: list[Entry]) -> Entry:
    checks = [check for exercise in (*exercises, *badges) for check in exercise["checks"]]
    doubts = list(_doubts(submission, exercises))
    unsure = submission.problem or doubts or any(check["status"] == "grader_error" for check in checks)
    notes = [*([submission.problem] if submission.problem else []), *doubts]
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
        "badges": badges,
    }


def _doubts(submission: Submission, exercises: list[Entry]) -> Iterator[str]:
    """Points that may have been earned by making the counters lie: a person has to look at the code."""
    for exercise in exercises:
        file = submission.files.get(exercise["id"])
        if file and exercise["score"] and (reaches := suspicious(file.text)):
            what = ", ".join(reaches[:5])
            yield f"{exercise['id']} earned points with code that reaches into the interpreter: {what}. Look at it."


def _badges(submission: Submission, sampling: Sampling, server: ForkServer) -> list[Entry]:
    """What was handed in besides the exercises. Its points count for nothing; all of them together earn the badge."""
    badges = []
    for badge in BADGES:
        if badge.stem in submission.files:
            others = {stem: _text_or_stub(stem, submission.files.get(stem)) for stem in badge.builds_on}
            entry = _grade_exercise(badge.stem, submission.files[badge.stem], sampling, server, others)
            badges.append({**entry, "earned": entry["score"] == entry["max_score"]})
    return badges


def _text_or_stub(stem: str, file: SourceFile | None) -> str:
    """The student's module, or what the student began with: so an import does not fail for what is not needed."""
    if file is None or file.problem:
        return (SKELETON / "backprop" / f"{stem}.py").read_text(encoding="utf-8")
    return file.text


def _grade_exercise(
    stem: str,
    file: SourceFile | None,
    sampling: Sampling,
    server: ForkServer,
    others: Mapping[str, str] | None = None,
) -> Entry:
    return _exercise_entry(stem, file, _outcomes(stem, file, sampling, server, others))


def _exercise_entry(stem: str, file: SourceFile | None, outcomes: list[Outcome]) -> Entry:
    hidden = set(registry.hidden_checks(stem))
    checks = [_entry(outcome, outcome.check in hidden) for outcome in outcomes]
    return {
        "id": stem,
        "file": str(file.path) if file else None,
        "sha256": hashlib.sha256(file.text.encode()).hexdigest() if file and not file.problem else None,
        "score": sum(check["score"] for check in checks),
        "max_score": sum(check["max_score"] for check in checks),
        "checks": checks,
    }


def _outcomes(
    stem: str,
    file: SourceFile | None,
    sampling: Sampling,
    server: ForkServer,
    others: Mapping[str, str] | None,
) -> list[Outcome]:
    checks: tuple[Check, ...] = registry.all_checks(stem)
    if file is None:
        return [Outcome(check, "not_started", problem=f"{stem}.py was not handed in") for check in checks]
    if file.problem:
        return [Outcome(check, "crashed", problem=file.problem) for check in checks]
    with SandboxedSubject(stem, file.text, server.limits, others=others, server=server) as subject:
        outcomes = [judge(check, subject, sampling) for check in checks]
        # Where modules work together, the mistake may be in any of them.
        return outcomes if others else diagnosed(stem, outcomes, subject, sampling)


def _entry(outcome: Outcome, hidden: bool) -> Entry:
    scenario = outcome.scenario
    counterexample = None
    if scenario is not None:
        counterexample = {
            "formula": scenario.network.formula if scenario.network.nodes else "",
            "code": outcome.code,
            "network": scenario.network.to_json(),
        }
    return {
        "id": outcome.check.id,
        "title": outcome.check.law,
        "hidden": hidden,
        "status": outcome.status,
        "score": outcome.score,
        "max_score": outcome.check.points,
        "message": outcome.message,
        "line": outcome.line,
        "counterexample": counterexample,
        "misconception": _named(outcome.misconception),
    }


def _named(misconception: Misconception | None) -> Entry | None:
    if misconception is None:
        return None
    return {"id": misconception.id, "name": misconception.name, "explanation": misconception.explanation}
