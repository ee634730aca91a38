"""Compares two gradings: whose score changed, in which check, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from msgspec import to_builtins

from grader.record import CheckEntry, ExerciseEntry, Kit, Record, SubmissionEntry

KIT = {
    "version": "the kit's version",
    "sources": "the kit's code",
    "python": "Python's version",
    "hypothesis": "Hypothesis's version",
    "course": "the course's name",
    "seed": "the seed of the hidden checks",
    "examples": "the number of examples",
    "limits": "the limits",
    "points": "the points",
    "late": "the late penalty",
    "late_days": "the late days",
    "rounding": "the rounding",
    "void": "the checks that are void",
    "milder": "the mistakes that cost less",
    "feedback": "what students may read",
}
"""Field of the record's `kit` -> the words for it, where two gradings differ."""

NAMES = {"course", "feedback"}
"""The fields that change no grade."""

NO_REASON = "no reason known: the same file, the same kit. Was the machine busy?"


@dataclass(frozen=True)
class Setting:
    """A setting for the whole class that differs, and its two values."""

    name: str
    old: Any
    new: Any
    reason: bool = True
    """Whether it can be the reason for a changed grade."""

    about: frozenset[str] | None = None
    """The checks or mistakes that it is about, by their ids; None if it is about all."""

    def __str__(self) -> str:
        return f"{self.name}: {_short(self.old)} -> {_short(self.new)}"


@dataclass(frozen=True)
class CheckSetting:
    """A check that differs; `what` is removed, added or changed."""

    check: str
    what: str

    def __str__(self) -> str:
        return f"check {self.what}: {self.check}"


@dataclass(frozen=True)
class Settings:
    """The settings that differ between two gradings."""

    for_all: list[Setting]
    checks: list[CheckSetting]

    def __iter__(self) -> Iterator[Setting | CheckSetting]:
        return iter([*self.for_all, *self.checks])


@dataclass(frozen=True)
class CheckChange:
    """A check with another outcome; `old` and `new` are texts like `failed 0/2`, or `absent`."""

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
    most: tuple[float, float] | None = None
    """The maximum before and after, if it changed."""

    reasons: tuple[str, ...] = ()
    """The student's status, lateness, exceptions and decisions; if no check changed, the settings for all as well."""


def settings(old: Record, new: Record) -> Settings:
    """Find the settings that differ between two gradings."""
    for_all = [
        Setting(words, before, after, name not in NAMES, _about(name, before, after))
        for name, words in KIT.items()
        if (before := getattr(old.kit, name)) != (after := getattr(new.kit, name)) and not _unknown(name, before, after)
    ]
    if old.sandbox != new.sandbox:
        for_all.append(Setting("the sandbox", old.sandbox, new.sandbox))
    return Settings(for_all, list(_check_settings(old.kit, new.kit)))


def changes(old: Record, new: Record) -> Iterator[StudentChange]:
    """Yield the students whose score, status or checks differ, in the order of their names."""
    before = {entry.student: entry for entry in old.submissions}
    after = {entry.student: entry for entry in new.submissions}
    made = settings(old, new)
    for student in sorted(before | after):
        a, b = before.get(student), after.get(student)
        if a is None or b is None:
            yield StudentChange(student, a.score if a else None, b.score if b else None)
            continue
        checks = list(_checks(a, b, made))
        if checks or (a.score, a.max_score, a.status) != (b.score, b.max_score, b.status):
            reasons = _own_reasons(a, b)
            if not checks:  # what is about some checks only would have changed one
                reasons += [str(setting) for setting in made.for_all if setting.reason and setting.about is None]
            most = (a.max_score, b.max_score) if a.max_score != b.max_score else None
            known = tuple(reasons or ([] if checks else [NO_REASON]))
            yield StudentChange(student, a.score, b.score, checks, most, known)


def _unknown(name: str, before: object, after: object) -> bool:
    """Return whether a version differs only because an older record does not have it."""
    return name in ("python", "hypothesis") and None in (before, after)


def _about(name: str, before: Any, after: Any) -> frozenset[str] | None:
    if name == "void":
        return frozenset({*(before or ())} ^ {*(after or ())})
    if name == "milder":
        old, new = before or {}, after or {}
        return frozenset(one for one in old | new if old.get(one) != new.get(one))
    return None


def _concerns(setting: Setting, *checks: CheckEntry | None) -> bool:
    """Return whether a setting can be the reason for another outcome of a check."""
    ids = {one for check in checks if check for one in (check.id, check.misconception and check.misconception.id)}
    return setting.reason and (setting.about is None or bool(setting.about & ids))


def _check_settings(before: Kit, after: Kit) -> Iterator[CheckSetting]:
    yield from (CheckSetting(check, "removed") for check in before.checks if check not in after.checks)
    yield from (CheckSetting(check, "added") for check in after.checks if check not in before.checks)
    common = sorted(before.checks.keys() & after.checks.keys())
    yield from (CheckSetting(check, "changed") for check in common if before.checks[check] != after.checks[check])


def _checks(old: SubmissionEntry, new: SubmissionEntry, made: Settings) -> Iterator[CheckChange]:
    before, after = _by_id(old), _by_id(new)
    in_one_only = {exercise.id for exercise in old.exercises} ^ {exercise.id for exercise in new.exercises}
    for identity in before | after:
        exercise, a = before.get(identity, (None, None))
        other, b = after.get(identity, (None, None))
        if _text(a) == _text(b) or (exercise and other and exercise.excused and other.excused):
            continue
        reasons = []
        if exercise and other and exercise.sha256 != other.sha256:
            reasons.append("the student's file changed")
        if identity.partition("::")[0] in in_one_only:
            reasons.append("the exercise is in one of the two gradings only")
        reasons += [f"the check {setting.what}" for setting in made.checks if setting.check == identity]
        reasons += [str(setting) for setting in made.for_all if _concerns(setting, a, b)]
        yield CheckChange(identity, _text(a), _text(b), tuple(reasons or [NO_REASON]))


def _own_reasons(old: SubmissionEntry, new: SubmissionEntry) -> list[str]:
    """Find what comes on top of the checks: the status, lateness, the student's exceptions, a person's decision."""
    before = {exercise.id: exercise for exercise in old.exercises}
    reasons = [] if old.status == new.status else [f"status: {old.status} -> {new.status}"]
    for exercise in new.exercises:
        earlier = before.get(exercise.id)
        if earlier is None:
            continue
        days = [one.late.days if one.late else 0 for one in (earlier, exercise)]
        if days[0] != days[1]:
            reasons.append(f"{exercise.id}: {days[0]} -> {days[1]} days late")
        granted = [_exception(one) for one in (earlier, exercise)]
        if granted[0] != granted[1]:
            reasons.append(f"{exercise.id}, exception: {granted[0]} -> {granted[1]}")
        said = [one.decided.note("decided") if one.decided else "not decided" for one in (earlier, exercise)]
        if said[0] != said[1]:
            reasons.append(f"{exercise.id}: {said[0]} -> {said[1]}")
    return reasons


def _exception(exercise: ExerciseEntry) -> str:
    found = ["excused"] if exercise.excused else []
    found += [f"until {exercise.until}"] if exercise.until else []
    found += [f"late days spent: {exercise.late_days}"] if exercise.late_days else []
    return ", ".join(found) or "none"


def _by_id(entry: SubmissionEntry) -> dict[str, tuple[ExerciseEntry, CheckEntry]]:
    return {check.id: (exercise, check) for exercise in entry.exercises for check in exercise.checks}


def _text(check: CheckEntry | None) -> str:
    return f"{check.status} {check.score:g}/{check.max_score:g}" if check else "absent"


def _short(value: Any) -> str:
    return "not set" if value is None else json.dumps(to_builtins(value))
