"""`course.toml`: all settings that differ between courses. Without the file, the defaults in this module hold."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from grader.course import registry, timestamps
from grader.course.decisions import Decisions, DecisionsError, read_decisions
from grader.course.exceptions import ALL, Exceptions, StudentException, read_exceptions
from grader.course.limits import Limits
from grader.course.pin import find_other_version, kit_version
from grader.course.points import points_of_checks
from grader.course.push_settings import PushSettings
from grader.course.sampling import OWN, Sampling
from grader.course.site_settings import SiteSettings
from grader.course.validation import find_mistakes
from grader.record import ExerciseEntry, LatePolicy, SubmissionEntry

FILE = Path("course.toml")
"""The default file, in the current folder."""


class CourseError(ValueError):
    """The file has mistakes. The message has a line for each, with the file and the key."""


@dataclass(frozen=True)
class Course:
    """The settings of a course. Every value has the default that holds without a file."""

    name: str = "Backpropagation"
    exercises: tuple[str, ...] = tuple(registry.stems())
    points: dict[str, float] = field(default_factory=dict)
    """By exercise or by check; the points of a check override those of its exercise."""

    help: str = ""
    """Where students ask, for their README."""

    deadline_words: dict[str, str] = field(default_factory=dict)
    """The deadlines as the students' README says them, in the time zone that the course wrote."""

    feedback: str = "mistake"
    reveal_hidden: bool = False
    """How much of a failed check students read, see `FeedbackPolicy`; and if of hidden ones, after the deadline."""

    rounding: float | None = None
    """The step to which an exercise's score is rounded, as 0.5; None for no rounding."""

    columns: dict[str, str] = field(default_factory=dict)
    """A learning platform's columns for the points: the name of each by exercise, and by `total`."""

    sampling: Sampling = OWN
    limits: Limits = field(default_factory=Limits)
    deadlines: dict[str, datetime] = field(default_factory=dict)
    """By exercise, in UTC; exercises without a deadline are left out."""

    late: LatePolicy | None = None
    """The penalty for late hand-ins; None if they are not accepted."""

    late_days: int = 0
    """Days that each student may be late in all, spent on whole days in the order of the deadlines."""

    students: Exceptions = field(default_factory=dict)
    """The exceptions for single students."""

    decisions: Decisions = field(default_factory=Decisions)
    """What a person has decided, from the file beside the course's."""

    gradings_per_hour: int | None = None
    """Maximum number of gradings per hour and pushed repository; None for no limit."""

    kit: str = ""
    """The version of the kit that the course is pinned to; empty for any."""

    push: PushSettings = field(default_factory=PushSettings)
    """How a server answers pushes."""

    site: SiteSettings = field(default_factory=SiteSettings)
    """What the page in a browser has; only `grader site` reads it."""

    def exception(self, student: str, stem: str) -> StudentException:
        """Return what holds for a student and an exercise; without any exception, one that grants nothing."""
        own, nothing = self.students.get(student, {}), StudentException()
        return own.get(ALL, nothing) | own.get(stem, nothing)

    def weigh(self, entry: SubmissionEntry) -> SubmissionEntry:
        """Replace the points in a submission's entry by those of this course."""
        exercises = [self._weigh_exercise(exercise) for exercise in entry.exercises]
        score, most = sum(e.score for e in exercises), sum(e.max_score for e in exercises)
        return msgspec.structs.replace(entry, score=score, max_score=most, exercises=exercises)

    def _weigh_exercise(self, exercise: ExerciseEntry) -> ExerciseEntry:
        points = points_of_checks({check.id: check.max_score for check in exercise.checks}, self.points)
        checks = [
            msgspec.structs.replace(check, score=check.share * points[check.id], max_score=points[check.id])
            for check in exercise.checks
        ]
        score, most = sum(check.score for check in checks), sum(check.max_score for check in checks)
        return msgspec.structs.replace(exercise, score=round(score, 4), max_score=round(most, 4), checks=checks)


def find_course(path: Path | None) -> Course:
    """Read the course from that file, else from ./course.toml if it exists; else return the default.

    Raises:
        CourseError: The file cannot be read, or has mistakes.
    """
    if path is None:
        return read_course(FILE) if FILE.is_file() else Course(decisions=_decisions(FILE))
    return read_course(path)


def read_course(path: Path) -> Course:
    """Read the course that a file describes.

    Raises:
        CourseError: The file cannot be read, or has mistakes; the message names all of them.
    """
    try:
        data = tomllib.loads(_text(path), parse_float=_finite)
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:  # a number of 5000 digits, lists nested without end
        raise CourseError(f"{path}: expected TOML, got something else: {error}") from None
    students, wrong = read_exceptions(data, path)
    wrong += [f"{path}: {mistake}" for mistake in find_other_version(data, kit_version())]
    if mistakes := [*(f"{path}: {mistake}" for mistake in find_mistakes(data)), *wrong]:
        raise CourseError("\n".join(mistakes))
    written = data.get("deadlines", {})
    deadlines = {key: timestamps.parse_time(str(text)) for key, text in written.items()}
    exercises = tuple(stem for stem in Course.exercises if stem in data.get("exercises", Course.exercises))
    return Course(
        name=data.get("name", Course.name),
        exercises=exercises,
        points=data.get("points", {}),
        help=data.get("help", ""),
        deadline_words={
            stem: timestamps.words(str(text)) for stem in exercises if (text := written.get(stem, written.get("all")))
        },
        feedback=data.get("feedback", {}).get("show", Course.feedback),
        reveal_hidden=data.get("feedback", {}).get("hidden") == "after-deadline",
        rounding=data.get("rounding"),
        columns=data.get("columns", {}),
        sampling=Sampling(data.get("examples"), data.get("seed")),
        limits=Limits(**data.get("limits", {})),
        deadlines={stem: time for stem in exercises if (time := deadlines.get(stem, deadlines.get("all")))},
        late=LatePolicy(**data["late"]) if "late" in data else None,
        late_days=data.get("late_days", Course.late_days),
        students=students,
        decisions=_decisions(path),
        gradings_per_hour=data.get("gradings_per_hour"),
        kit=data.get("kit", ""),
        push=PushSettings(**data.get("push", {})),
        site=SiteSettings(**data.get("site", {})),
    )


def _decisions(course_file: Path) -> Decisions:
    try:
        return read_decisions(course_file.parent)
    except DecisionsError as error:
        raise CourseError(str(error)) from None


def exceptions_file(course_file: Path) -> Path | None:
    """Return the CSV file of exceptions that a course file without mistakes names; None if it names none."""
    name = tomllib.loads(_text(course_file)).get("exceptions")
    return course_file.parent / name if name else None


def _text(path: Path) -> str:
    """Read a course file; some editors begin one with a mark (U+FEFF) that TOML does not have."""
    return path.read_text(encoding="utf-8-sig")


def _finite(text: str) -> float | str:
    """Keep inf and nan, which TOML has, as texts: the schema then rejects them as no numbers."""
    return float(text) if math.isfinite(float(text)) else text
