"""`course.toml`: everything that differs from course to course. Without the file, the defaults here hold."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from grader.course import registry, timestamps
from grader.course.limits import Limits
from grader.course.sampling import OWN, Sampling
from grader.course.validation import find_mistakes
from grader.record import ExerciseEntry, LatePolicy, SubmissionEntry

FILE = Path("course.toml")
"""Where a course is described if nothing else is said: here, if it is there."""


class CourseError(ValueError):
    """The file is not right; the message has a line for each mistake, with the file and the key."""


@dataclass(frozen=True)
class Course:
    """A course. Every value has the default that holds without a file."""

    name: str = "Backpropagation"
    exercises: tuple[str, ...] = tuple(registry.stems())
    points: dict[str, float] = field(default_factory=dict)
    """By exercise or by check; a check's own points go before those of its exercise."""

    sampling: Sampling = OWN
    limits: Limits = field(default_factory=Limits)
    deadlines: dict[str, datetime] = field(default_factory=dict)
    """By exercise; only those that have one."""

    late: LatePolicy | None = None
    gradings_per_hour: int | None = None

    def weigh(self, entry: SubmissionEntry) -> SubmissionEntry:
        """A submission's entry with the points of this course."""
        exercises = [self._weigh_exercise(exercise) for exercise in entry.exercises]
        score, most = sum(e.score for e in exercises), sum(e.max_score for e in exercises)
        return msgspec.structs.replace(entry, score=score, max_score=most, exercises=exercises)

    def _weigh_exercise(self, exercise: ExerciseEntry) -> ExerciseEntry:
        factor = 1.0
        if exercise.id in self.points:
            factor = self.points[exercise.id] / sum(check.max_score for check in exercise.checks)
        checks = []
        for check in exercise.checks:
            most = self.points.get(check.id, round(check.max_score * factor, 6))
            checks.append(msgspec.structs.replace(check, score=check.share * most, max_score=most))
        score, most = sum(check.score for check in checks), sum(check.max_score for check in checks)
        return msgspec.structs.replace(exercise, score=round(score, 4), max_score=round(most, 4), checks=checks)


def find_course(path: Path | None) -> Course:
    """The course of that file, else of ./course.toml if there is one, else the default."""
    if path is None:
        return read_course(FILE) if FILE.is_file() else Course()
    return read_course(path)


def read_course(path: Path) -> Course:
    """The course that a file describes. CourseError names every mistake in it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=_finite)
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: expected TOML, got something else: {error}") from None
    if mistakes := find_mistakes(data):
        raise CourseError("\n".join(f"{path}: {mistake}" for mistake in mistakes))
    deadlines = {key: timestamps.parse_time(str(text)) for key, text in data.get("deadlines", {}).items()}
    exercises = tuple(stem for stem in Course.exercises if stem in data.get("exercises", Course.exercises))
    return Course(
        name=data.get("name", Course.name),
        exercises=exercises,
        points=data.get("points", {}),
        sampling=Sampling(data.get("examples"), data.get("seed")),
        limits=Limits(**data.get("limits", {})),
        deadlines={stem: time for stem in exercises if (time := deadlines.get(stem, deadlines.get("all")))},
        late=LatePolicy(**data["late"]) if "late" in data else None,
        gradings_per_hour=data.get("gradings_per_hour"),
    )


def _finite(text: str) -> float | str:
    """TOML has inf and nan; as texts they are no numbers to the schema."""
    return float(text) if math.isfinite(float(text)) else text
