"""One student's part of a page: every check, and for what did not pass the code, the message and the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from grader.reports.html.environment import environment
from grader.reports.html.pictures import picture
from grader.reports.html.sources import Excerpt, excerpt

WORDS = {
    "passed": ("✓", "passed"),
    "failed": ("✗", "failed"),
    "not_started": ("·", "not started"),
    "timeout": ("⏱", "timeout"),
    "crashed": ("!", "crashed"),
    "grader_error": ("?", "grader error"),
}
"""A sign and a word for each status: nothing is said by a colour alone."""


@dataclass(frozen=True)
class CheckView:
    """A check and what to show of it; the same message twice in a row is shown once."""

    check: dict[str, Any]
    message: str
    code: Excerpt
    picture: Markup


@dataclass(frozen=True)
class ExerciseView:
    """An exercise, its checks, and the code that no check ran."""

    exercise: dict[str, Any]
    checks: list[CheckView]
    never_ran: list[int]
    never_ran_code: Excerpt


def exercises(entry: dict[str, Any], texts: Mapping[str, str]) -> list[ExerciseView]:
    """What there is to show of a submission's exercises, and of its badges after them."""
    found = []
    for exercise in [*entry["exercises"], *entry.get("badges", [])]:
        text = texts.get(exercise["id"], "")
        lines = exercise.get("never_ran", [])
        found.append(ExerciseView(exercise, _checks(exercise["checks"], text), lines, excerpt(text, lines, 1)))
    return found


def section(entry: dict[str, Any], texts: Mapping[str, str]) -> str:
    """The HTML of a submission's exercises."""
    template = environment().get_template("section.html")
    return template.render(entry=entry, exercises=exercises(entry, texts), words=WORDS)


def _checks(checks: list[dict[str, Any]], text: str) -> list[CheckView]:
    found = []
    previous = ""
    for check in checks:
        started = check["status"] not in ("passed", "not_started")
        message = check["message"] if started and check["message"] != previous else ""
        previous = check["message"]
        # What repeats a message repeats its code as well.
        code = excerpt(text, [check["line"]]) if message and check.get("line") else []
        drawn = picture(check["counterexample"]) if started and message else Markup()
        found.append(CheckView(check, message, code, drawn))
    return found
