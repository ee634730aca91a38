"""The result of `grader verify` as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from checks.model.status import Status
from grader.misconceptions import catalogue
from grader.misconceptions.model import Severity
from grader.selftest.clause_table import clause_rows
from grader.selftest.extremes import Extreme
from grader.selftest.kill_matrix import Examined


class CheckPart(msgspec.Struct):
    """A check, with the number of misconceptions it catches, and those that no other check catches."""

    id: str
    hidden: bool
    points: float
    kills: int
    kills_alone: list[str]
    clauses: list[str]


class ClausePart(msgspec.Struct):
    """A clause, and how many of the misconceptions that break it each of its checks catches; `builds` are families."""

    number: str
    sentence: str
    kills: dict[str, int]
    builds: list[str]


class RightPart(msgspec.Struct):
    """A right solution, and the checks that it fails."""

    id: str
    lost: list[str]


class WrongPart(msgspec.Struct):
    """A misconception, the checks that catch it, and the share of the exercise's points that it loses."""

    id: str
    name: str
    explanation: str
    severity: Severity
    clauses: list[str]
    family: str
    loss: float
    hidden_only: bool
    killed_by_visible: list[str]
    killed_by_hidden: list[str]


class ExercisePart(msgspec.Struct):
    """The outcome of one exercise."""

    id: str
    checks: list[CheckPart]
    clauses: list[ClausePart]
    right_solutions: list[RightPart]
    misconceptions: list[WrongPart]


class Scores(msgspec.Struct):
    """The score of the reference or of the stubs."""

    score: float
    max_score: float


class Verification(msgspec.Struct):
    """The whole result."""

    schema: int
    reference: Scores
    stub: Scores
    exercises: list[ExercisePart]
    shortfalls: list[str]


def verification(examined: Iterable[Examined], reached: Iterable[Extreme], shortfalls: Sequence[str]) -> Verification:
    """Make the result that `grader verify --json` writes.

    Args:
        examined: The outcomes of all exercises.
        reached: The results of the reference and of the stubs.
        shortfalls: A sentence for each result that is not as it must be.
    """
    scores = {extreme.name: Scores(extreme.score, extreme.max_score) for extreme in reached}
    parts = [_exercise(one) for one in examined]
    return Verification(1, scores["reference"], scores["stub"], parts, list(shortfalls))


def _exercise(examined: Examined) -> ExercisePart:
    visible = {check.id for check in examined.visible}
    checks = [
        CheckPart(
            id=check.id,
            hidden=check.id not in visible,
            points=check.points,
            kills=sum(status is not Status.PASSED for status in examined.wrong[check.id].values()),
            kills_alone=examined.kills_alone(check),
            clauses=list(check.clauses),
        )
        for check in examined.checks
    ]
    right = [
        RightPart(name, [c.id for c in examined.checks if examined.right[c.id][name] is not Status.PASSED])
        for name in catalogue.right_solutions(examined.stem)
    ]
    wrong = [
        WrongPart(
            id=m.id,
            name=m.name,
            explanation=m.explanation,
            severity=m.severity,
            clauses=list(m.clauses),
            family=m.family,
            loss=round(examined.loss(m.id), 4),
            hidden_only=m.hidden_only,
            killed_by_visible=[c.id for c in examined.killed_by(m.id) if c.id in visible],
            killed_by_hidden=[c.id for c in examined.killed_by(m.id) if c.id not in visible],
        )
        for m in examined.misconceptions
    ]
    clauses = [ClausePart(r.number, r.sentence, r.kills, sorted(r.builds)) for r in clause_rows(examined)]
    return ExercisePart(examined.stem, checks, clauses, right, wrong)
