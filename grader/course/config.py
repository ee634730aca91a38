"""`course.toml`: everything that differs from course to course. Without the file, the defaults here hold."""

from __future__ import annotations

import copy
import dataclasses
import difflib
import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import fastjsonschema
import msgspec

from checks.exercises import EXERCISES
from grader.course import registry, timestamps
from grader.course.limits import Limits
from grader.course.sampling import OWN, Sampling
from grader.record import ExerciseEntry, SubmissionEntry

FILE = Path("course.toml")
"""Where a course is described if nothing else is said: here, if it is there."""

STEMS = [exercise.stem for exercise in EXERCISES]


class CourseError(ValueError):
    """The file is not right; the message has a line for each mistake, with the file and the key."""


@dataclass(frozen=True)
class Late:
    """What a late change of an exercise costs: percent of its score for each day begun, for so many days."""

    percent_per_day: float
    days: int


@dataclass(frozen=True)
class Course:
    """A course. Every value has the default that holds without a file."""

    name: str = "Backpropagation"
    exercises: tuple[str, ...] = tuple(STEMS)
    points: dict[str, float] = field(default_factory=dict)
    """By exercise or by check; a check's own points go before those of its exercise."""

    sampling: Sampling = OWN
    limits: Limits = field(default_factory=Limits)
    deadlines: dict[str, datetime] = field(default_factory=dict)
    """By exercise; only those that have one."""

    late: Late | None = None
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


def find(path: Path | None) -> Course:
    """The course of that file, else of ./course.toml if there is one, else the default."""
    if path is None:
        return read(FILE) if FILE.is_file() else Course()
    return read(path)


def read(path: Path) -> Course:
    """The course that a file describes. CourseError names every mistake in it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=_finite)
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: expected TOML, got something else: {error}") from None
    mistakes = sorted(_mistakes(data))
    if mistakes:
        raise CourseError("\n".join(f"{path}: {mistake}" for mistake in mistakes))
    deadlines = {key: timestamps.parse(str(text)) for key, text in data.get("deadlines", {}).items()}
    exercises = tuple(stem for stem in STEMS if stem in data.get("exercises", STEMS))
    return Course(
        name=data.get("name", Course.name),
        exercises=exercises,
        points=data.get("points", {}),
        sampling=Sampling(data.get("examples"), data.get("seed")),
        limits=Limits(**data.get("limits", {})),
        deadlines={stem: time for stem in exercises if (time := deadlines.get(stem, deadlines.get("all")))},
        late=Late(**data["late"]) if "late" in data else None,
        gradings_per_hour=data.get("gradings_per_hour"),
    )


def _finite(text: str) -> float | str:
    """TOML has inf and nan; as texts they are no numbers to the schema."""
    return float(text) if math.isfinite(float(text)) else text


def _mistakes(data: dict[str, Any]) -> Iterator[str]:
    """Each mistake as `key: expected this, got that`. What is wrong is taken out, to find the next mistake."""
    validate = fastjsonschema.compile(_schema())
    original, data = data, copy.deepcopy(data)
    while True:
        try:
            validate(data)
            break
        except fastjsonschema.JsonSchemaValueException as error:
            if error.rule == "additionalProperties":
                table, known = error.value, error.definition["properties"]
                for name in set(table) - set(known):
                    yield f"{'.'.join([*map(str, error.path[1:]), name])}: {_unknown(name, list(known))}"
                    del table[name]
            else:
                key = ".".join(map(str, error.path[1:]))
                yield f"{key}: expected {error.definition['description']}, got {error.value!r}"
                *way, last = [int(part) if str(part).isdigit() else part for part in error.path[1:]]
                around: Any = data
                for part in way:
                    around = around[part]
                del around[last]
    if "late" in data and not {field.name for field in dataclasses.fields(Late)} <= set(original["late"]):
        yield f"late: expected both percent_per_day and days, got {original['late']!r}"
    for key, text in data.get("deadlines", {}).items():
        try:
            timestamps.parse(str(text))
        except ValueError as error:
            yield f"deadlines.{key}: {error}"


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"expected one of {', '.join(known)}, got {name!r}{hint}"


def _schema() -> dict[str, Any]:
    """What the file may hold. A `description` completes the sentence `expected ...`."""

    def table(properties: dict[str, Any], description: str = "a table") -> dict[str, Any]:
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "description": description,
        }

    def number(description: str, kind: str = "number", **more: Any) -> dict[str, Any]:
        return {"type": kind, "description": description, **more}

    stem = {"enum": STEMS, "description": f"exercises out of {', '.join(STEMS)}"}
    ids = [check.id for stem in STEMS for check in registry.all_checks(stem)]
    points = number("a number of points, 0 or more", minimum=0)
    limits = {
        f.name: number("a whole number above 0", "integer", exclusiveMinimum=0)
        if f.type == "int"
        else number("a number above 0", exclusiveMinimum=0)
        for f in dataclasses.fields(Limits)
    }
    late = {
        "percent_per_day": number("a percentage from 0 to 100", minimum=0, maximum=100),
        "days": number("a whole number of days, 1 or more", "integer", minimum=1),
    }
    return table(
        {
            "name": {"type": "string", "minLength": 1, "description": "the name of the course, a text"},
            "exercises": {"type": "array", "items": stem, "minItems": 1, "description": "a list of exercises"},
            "points": table(dict.fromkeys([*STEMS, *ids], points), "points by exercise or check"),
            "examples": number("a whole number of networks from 1 to 10000", "integer", minimum=1, maximum=10_000),
            "seed": number("a whole number, 0 or more", "integer", minimum=0),
            "limits": table(limits, "limits by name"),
            "deadlines": table(
                {key: {"description": "a time"} for key in ("all", *STEMS)}, "times by exercise, or for all of them"
            ),
            "late": table(late, "percent_per_day and days"),
            "gradings_per_hour": number("a whole number, 1 or more", "integer", minimum=1),
        }
    )
