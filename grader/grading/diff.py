"""Two gradings side by side: whose score changed, in which check, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SETTINGS = {
    "version": "the kit's version",
    "sources": "the kit's code",
    "seed": "the seed of the hidden checks",
    "examples": "the number of examples",
    "limits": "the limits",
    "points": "the points",
    "late": "the late penalty",
}
NO_REASON = "no reason known: the same file, the same kit. Was the machine busy?"


class RecordError(ValueError):
    """A file is no record; the message names it."""


@dataclass(frozen=True)
class CheckChange:
    """One check that ended otherwise; `old` and `new` are texts like `failed 0/2`, or `absent`."""

    check: str
    old: str
    new: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class StudentChange:
    """A student whose entry changed. `old` and `new` are scores, None where the student is not in the record."""

    student: str
    old: float | None
    new: float | None
    checks: list[CheckChange] = field(default_factory=list)


def read(path: Path) -> dict[str, Any]:
    """The record in a file."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise RecordError(f"{path}: expected a record written by `grader grade --json`, got no JSON: {error}") from None
    if not isinstance(record, dict) or record.get("schema") != 1 or not isinstance(record.get("submissions"), list):
        raise RecordError(f"{path}: expected a record written by `grader grade --json`, with schema 1 and submissions")
    return record


def settings(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """What differs in how the two gradings were made, for everybody."""
    before, after = old.get("kit", {}), new.get("kit", {})
    found = []
    for key, words in SETTINGS.items():
        if before.get(key) != after.get(key):
            found.append(f"{words}: {_short(before.get(key))} -> {_short(after.get(key))}")
    for word, one, other in (("removed", before, after), ("added", after, before)):
        only = [check for check in one.get("checks", {}) if check not in other.get("checks", {})]
        found += [f"check {word}: {check}" for check in only]
    common = set(before.get("checks", {})) & set(after.get("checks", {}))
    found += [
        f"check changed: {check}" for check in sorted(common) if before["checks"][check] != after["checks"][check]
    ]
    return found


def changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[StudentChange]:
    """The students whose score or whose checks differ."""
    before = {entry["student"]: entry for entry in old["submissions"]}
    after = {entry["student"]: entry for entry in new["submissions"]}
    everybody = [line for line in settings(old, new) if not line.startswith("check ")]
    own = {line.partition(": ")[2]: line.partition(":")[0] for line in settings(old, new) if line.startswith("check ")}
    for student in sorted(before | after):
        a, b = before.get(student), after.get(student)
        checks = list(_checks(a, b, everybody, own)) if a and b else []
        if a is None or b is None or checks or a["score"] != b["score"]:
            yield StudentChange(student, a and a["score"], b and b["score"], checks)


def _checks(
    old: dict[str, Any], new: dict[str, Any], everybody: list[str], own: dict[str, str]
) -> Iterator[CheckChange]:
    before, after = _by_id(old), _by_id(new)
    for identity in before | after:
        exercise, a = before.get(identity, ({}, None))
        other, b = after.get(identity, ({}, None))
        if _text(a) == _text(b):
            continue
        reasons = []
        if a and b and exercise["sha256"] != other["sha256"]:
            reasons.append("the student's file changed")
        if identity in own:
            reasons.append(f"the {own[identity]}")
        yield CheckChange(identity, _text(a), _text(b), tuple(reasons + everybody or [NO_REASON]))


def _by_id(entry: dict[str, Any]) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    return {check["id"]: (exercise, check) for exercise in entry["exercises"] for check in exercise["checks"]}


def _text(check: dict[str, Any] | None) -> str:
    return f"{check['status']} {check['score']:g}/{check['max_score']:g}" if check else "absent"


def _short(value: Any) -> str:
    return "not set" if value is None else json.dumps(value)
