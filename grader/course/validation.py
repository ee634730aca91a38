"""Finds every mistake in the contents of a course file, and says of each what was expected and what came."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import fastjsonschema

from checks.exercises import BY_STEM
from grader.course import registry, timestamps
from grader.course.limits import Limits
from grader.course.push_settings import KINDS, MOST_WAIT, MOST_WORKERS, find_push_mistakes
from grader.course.site_settings import SITE_KEYS

SHOWN = ("title", "counterexample", "mistake")
"""How much of a failed check a course can let students read, see `FeedbackPolicy`."""

Schema = dict[str, Any]
"""A JSON schema, or a part of one."""


def find_mistakes(data: Mapping[str, object]) -> list[str]:
    """List each mistake once, as `key: expected this, got that`, sorted by key."""
    return sorted({*_mistakes_of_schema(data), *_mistakes_of_deadlines(data), *find_push_mistakes(data)})


def _mistakes_of_schema(data: Mapping[str, object]) -> Iterator[str]:
    try:
        _validator()(data)
    except fastjsonschema.JsonSchemaValuesException as found:
        for error in found.errors:
            path = error.path[1:]
            if error.rule == "additionalProperties":
                known = list(error.definition["properties"])
                for name in set(error.value) - set(known):
                    yield f"{'.'.join([*path, name])}: {describe_unknown(name, known)}"
            else:
                key = ".".join(name for name in path if not name.isdecimal())  # an item is found by what it is
                hint = did_you_mean(str(error.value), {one: one for one in error.definition.get("enum", ())})
                yield f"{key}: expected {error.definition['description']}, got {error.value!r}{hint}"


@cache
def _validator() -> Callable[[object], object]:
    """Compile the schema once: a worker that answers pushes reads the course for each of them, and code is large."""
    validate: Callable[[object], object] = fastjsonschema.compile(_schema(), fast_fail=False)
    return validate


def _mistakes_of_deadlines(data: Mapping[str, object]) -> Iterator[str]:
    """Find mistakes in times. TOML has a type for times that JSON schemas lack, so the parser of times checks them."""
    deadlines = data.get("deadlines")
    if isinstance(deadlines, dict):
        for key in sorted({"all", *registry.stems()} & set(deadlines)):
            try:
                timestamps.parse_time(str(deadlines[key]))
            except ValueError as error:
                yield f"deadlines.{key}: {error}"


def describe_unknown(name: str, known: list[str]) -> str:
    """Say what was expected instead of a name, and which of the known ones was probably meant."""
    # An exercise is meant by either half of its name, too: ex3 or caching.
    names = {part: one for one in known if one in BY_STEM for part in one.split("_", 1)} | {one: one for one in known}
    return f"expected {_listed(name, known)}, got {name!r}{did_you_mean(name, names)}"


def _listed(name: str, known: list[str]) -> str:
    """List what is known, as far as it can have been meant: of all checks those of the exercise only."""
    exercises = [one for one in known if "::" not in one]
    if len(exercises) == len(known):
        return f"one of {', '.join(known)}"
    stem = name.partition("::")[0]
    checks = [one for one in known if one.startswith(f"{stem}::")]
    if "::" in name and checks:
        return f"a check of {stem}, one of {', '.join(checks)}"
    return f"one of {', '.join(exercises)}, or a check as {next(one for one in known if '::' in one)}"


def did_you_mean(name: str, known: Mapping[str, str]) -> str:
    """Ask whether the nearest name was meant: by its key, what it stands for; empty if none is near."""
    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {known[near[0]]}?" if near else ""


def _schema() -> Schema:
    """Make the schema of the file. A `description` completes the sentence `expected ...`."""
    stems = registry.stems()
    stem = {"enum": stems, "description": f"exercises out of {', '.join(stems)}"}
    ids = [check.id for stem in stems for check in registry.all_checks(stem)]
    points = _number("a number of points, 0 or more", minimum=0)
    limits = {
        f.name: _number("a whole number above 0", "integer", exclusiveMinimum=0)
        if f.type == "int"
        else _number("a number above 0", exclusiveMinimum=0)
        for f in dataclasses.fields(Limits)
    }
    column = {"type": "string", "minLength": 1, "description": "the name of a column, a text"}
    late = {
        "percent_per_day": _number("a percentage from 0 to 100", minimum=0, maximum=100),
        "days": _number("a whole number of days, 1 or more", "integer", minimum=1),
    }
    return _table(
        {
            "name": {"type": "string", "minLength": 1, "description": "the name of the course, a text"},
            "exercises": {
                "type": "array",
                "items": stem,
                "minItems": 1,
                "uniqueItems": True,
                "description": "a list of exercises, each once",
            },
            "help": {"type": "string", "description": "where students ask, a text"},
            "points": _table(dict.fromkeys([*stems, *ids], points), "points by exercise or check"),
            "rounding": _number("a number of points above 0, up to 10", exclusiveMinimum=0, maximum=10),
            "columns": _table(
                dict.fromkeys(["total", *stems], column), "names of columns by exercise, or for the total"
            ),
            "examples": _number("a whole number of networks from 1 to 10000", "integer", minimum=1, maximum=10_000),
            "seed": _number("a whole number, 0 or more", "integer", minimum=0),
            "limits": _table(limits, "limits by name"),
            "deadlines": _table({key: {} for key in ("all", *stems)}, "times by exercise, or for all of them"),
            "late": _table(late, "both percent_per_day and days") | {"required": list(late)},
            "late_days": _number("a whole number of days, 0 or more", "integer", minimum=0),
            "students": {"type": "object", "description": "a table of exceptions for each student"},
            "exceptions": {},  # the reader of exceptions looks at it
            "feedback": _table({"show": _one_of(*SHOWN), "hidden": _one_of("never", "after-deadline")}, "a table"),
            "gradings_per_hour": _number("a whole number, 1 or more", "integer", minimum=1),
            "kit": {"type": "string", "minLength": 1, "description": "a version of the kit, a text"},
            "push": _table(_push(), "a table of settings"),
            "site": _table(SITE_KEYS, "a table of settings"),
        },
        "a table",
    )


def _push() -> Schema:
    address = "an address such as https://git.example.org"
    return {
        "seconds": _number("a number of seconds above 0, up to 3600", exclusiveMinimum=0, maximum=3600),
        "wait_seconds": _number(f"a number of seconds from 0 to {MOST_WAIT}", minimum=0, maximum=MOST_WAIT),
        "workers": _number(f"a whole number from 1 to {MOST_WORKERS}", "integer", minimum=1, maximum=MOST_WORKERS),
        "status": _one_of(*KINDS),
        "server": {"type": "string", "pattern": r"^https?://[^\s/]+(/\S*)?$", "description": address},
        "token_file": {"type": "string", "minLength": 1, "description": "the path of a file, a text"},
    }


def _table(properties: Schema, description: str) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False, "description": description}


def _one_of(*words: str) -> Schema:
    return {"enum": list(words), "description": f"one of {', '.join(words)}"}


def _number(description: str, kind: str = "number", **bounds: float) -> Schema:
    return {"type": kind, "description": description, **bounds}
