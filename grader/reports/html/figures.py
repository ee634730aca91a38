"""Computes the figures of a class: points of exercises, pass rates and separation of checks, and misconceptions."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass, field
from typing import TypeVar

from checks.model.status import Status
from grader.grading.student_view import left_out
from grader.record import Counterexample, Record

T = TypeVar("T")


@dataclass(frozen=True)
class ExerciseFigures:
    """The points of an exercise in the class; `full`, `part` and `none` are numbers of students."""

    id: str
    max_score: float
    mean: float
    full: int
    part: int
    none: int


@dataclass(frozen=True)
class CheckFigures:
    """The outcomes of a check in the class; `passed` and `students` are numbers of students."""

    id: str
    exercise: str
    title: str
    hidden: bool
    passed: int
    students: int
    statuses: tuple[tuple[Status, int], ...]
    separation: float | None
    """Correlation (Pearson's) of passing with the points of the other checks, from -1 to 1; None if either is equal for
    all students."""

    @property
    def rate(self) -> float:
        return self.passed / self.students


@dataclass
class MisconceptionFigures:
    """A misconception, the students who have it (as places in the record), and the smallest network that shows it."""

    id: str
    """Unique in the class: the exercise and the id of the misconception."""

    exercise: str
    name: str
    explanation: str
    students: dict[int, None] = field(default_factory=dict)
    counterexample: Counterexample | None = None


def exercises(record: Record) -> list[ExerciseFigures]:
    """Compute the figures of each exercise, in the order of the record."""
    found = []
    for everybody in _columns([entry.exercises for entry in record.submissions]):
        column = [one for one in everybody if not left_out(one)] or everybody[:1]
        scores = [exercise.score for exercise in column]
        full = sum(exercise.score >= exercise.max_score for exercise in column)
        none = sum(score <= 0 for score in scores)
        first = column[0]
        part = len(column) - full - none
        found.append(
            ExerciseFigures(first.id, first.max_score, statistics.fmean(scores), full, part, none),
        )
    return found


def checks(record: Record) -> list[CheckFigures]:
    """Compute the figures of each check, in the order of the record."""
    rows = [[(e, c) for e in entry.exercises for c in e.checks] for entry in record.submissions]
    totals = [sum(check.score for exercise, check in row if not left_out(exercise)) for row in rows]
    found = []
    for everybody in _columns(rows):
        marked = list(zip(totals, everybody, strict=True))
        marked = [one for one in marked if not left_out(one[1][0])] or marked
        column = [one for _, one in marked]
        exercise, first = column[0]
        passed = [float(check.status is Status.PASSED) for _, check in column]
        rest = [total - check.score for total, (_, check) in marked]
        statuses = Counter(check.status for _, check in column)
        del statuses[Status.PASSED]
        ended = tuple(sorted(statuses.items(), key=lambda item: (-item[1], item[0])))
        shown = (first.id, exercise.id, first.title, first.hidden)
        found.append(CheckFigures(*shown, int(sum(passed)), len(column), ended, _correlation(passed, rest)))
    return found


def misconceptions(record: Record) -> list[MisconceptionFigures]:
    """Collect the misconceptions of the class, the most frequent first."""
    found: dict[tuple[str, str], MisconceptionFigures] = {}
    for place, entry in enumerate(record.submissions):
        for exercise in entry.exercises:
            for check in () if left_out(exercise) else exercise.checks:
                named = check.misconception
                if not named:
                    continue
                fresh = MisconceptionFigures(f"{exercise.id}::{named.id}", exercise.id, named.name, named.explanation)
                one = found.setdefault((exercise.id, named.id), fresh)
                one.students[place] = None
                one.counterexample = min((one.counterexample, check.counterexample), key=_size)
    return sorted(found.values(), key=lambda one: (-len(one.students), one.exercise, one.name))


def _size(counterexample: Counterexample | None) -> tuple[float, str]:
    network = counterexample and counterexample.network
    return (len(network), str(network)) if network else (float("inf"), "")


def _columns(rows: list[list[T]]) -> list[tuple[T, ...]]:
    return list(zip(*rows, strict=True))


def _correlation(passed: list[float], rest: list[float]) -> float | None:
    try:
        return statistics.correlation(passed, rest)
    except statistics.StatisticsError:  # one student, or no difference between them
        return None
