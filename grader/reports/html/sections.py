"""One student's part of a page: every check, and for what did not pass the code, the message and the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from checks.explain.failure import Failure
from checks.explain.messages import Role, paragraphs
from grader.grading.student_view import AnyCheck, AnyEntry, AnyExercise
from grader.reports.html.environment import environment
from grader.reports.html.pictures import picture
from grader.reports.html.sources import Excerpt, excerpt


class Part(NamedTuple):
    """Lines of a message for one purpose: `role` is the name of the purpose, for the style sheet."""

    role: str
    text: str


@dataclass(frozen=True)
class CheckView:
    """A check and what to show of it; the same message twice in a row is shown once."""

    check: AnyCheck
    message: str
    parts: list[Part]
    code: Excerpt
    picture: Markup


@dataclass(frozen=True)
class ExerciseView:
    """An exercise, its checks, and the code that no check ran."""

    exercise: AnyExercise
    badge: bool
    checks: list[CheckView]
    never_ran: list[int]
    never_ran_code: Excerpt


def exercises(entry: AnyEntry, texts: Mapping[str, str]) -> list[ExerciseView]:
    """What there is to show of a submission's exercises, and of its badges after them."""
    found = []
    for exercise, badge in [*((e, False) for e in entry.exercises), *((b, True) for b in entry.badges)]:
        text = texts.get(exercise.id, "")
        lines = exercise.never_ran or []
        checks = _checks(exercise.checks, text)
        found.append(ExerciseView(exercise, badge, checks, lines, excerpt(text, lines, 1)))
    return found


def section(entry: AnyEntry, texts: Mapping[str, str]) -> str:
    """The HTML of a submission's exercises."""
    template = environment().get_template("section.html")
    return template.render(entry=entry, exercises=exercises(entry, texts))


def _checks(checks: Sequence[AnyCheck], text: str) -> list[CheckView]:
    found = []
    previous = ""
    for check in checks:
        wrong = check.status.wrong
        message = check.message if wrong and check.message != previous else ""
        previous = check.message
        # What repeats a message repeats its code as well.
        code = excerpt(text, [check.line]) if message else []
        drawn = picture(check.counterexample) if message else Markup()
        parts = _parts(check.failure) if message and check.failure else []
        found.append(CheckView(check, message, parts, code, drawn))
    return found


def _parts(failure: Failure) -> list[Part]:
    """The message in parts; the law is the check's title, and neighbours of one role are one part."""
    blocks = [block for paragraph in paragraphs(failure) for block in paragraph if block.role is not Role.LAW]
    found: list[Part] = []
    for block in blocks:
        role = block.role.name.lower()
        text = "\n".join(block.lines)
        if found and found[-1].role == role:
            found[-1] = Part(role, f"{found[-1].text}\n{text}")
        else:
            found.append(Part(role, text))
    return found
