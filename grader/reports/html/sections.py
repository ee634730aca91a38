"""Makes a student's section of a page: every check, and with each that did not pass its code, message and picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from checks.explain.failure import Failure
from checks.explain.messages import Role, paragraphs
from grader.grading.student_view import AnyCheck, AnyEntry, AnyExercise
from grader.reports.html.environment import environment
from grader.reports.html.pictures import picture_of_check
from grader.reports.html.sources import Excerpt, excerpt
from grader.reports.html.steps import steps

PROSE = {Role.WHY, Role.CONDITION, Role.EDIT, Role.REASON, Role.UNSTEADY}
"""Parts of a message that a browser may break into lines freely."""


class Part(NamedTuple):
    """A part of a message; `role` is its class in the style sheet."""

    role: str
    text: str


@dataclass(frozen=True)
class CheckView:
    """A check and what to show of it. If a message repeats that of the check before, it is empty here."""

    check: AnyCheck
    message: str
    parts: list[Part]
    code: Excerpt
    picture: Markup
    steps: str
    """The steps of the network in the picture, as data for the page of steps; empty if there are none."""


@dataclass(frozen=True)
class ExerciseView:
    """An exercise or a badge, its checks, and the code that no check ran."""

    exercise: AnyExercise
    badge: bool
    checks: list[CheckView]
    never_ran: list[int]
    never_ran_code: Excerpt


def exercises(entry: AnyEntry, texts: Mapping[str, str]) -> list[ExerciseView]:
    """Prepare a submission's exercises for the template, then its badges.

    Args:
        entry: The submission.
        texts: Exercise -> the text of the student's file.
    """
    found = []
    for exercise, badge in [*((e, False) for e in entry.exercises), *((b, True) for b in entry.badges)]:
        text = texts.get(exercise.id, "")
        lines = exercise.never_ran or []
        checks = _checks(exercise.checks, text)
        found.append(ExerciseView(exercise, badge, checks, lines, excerpt(text, lines, 1)))
    return found


def section(entry: AnyEntry, texts: Mapping[str, str]) -> str:
    """Render a submission's exercises and badges as HTML."""
    template = environment().get_template("section.html")
    return template.render(entry=entry, exercises=exercises(entry, texts))


def _checks(checks: Sequence[AnyCheck], text: str) -> list[CheckView]:
    found = []
    previous = ""
    for check in checks:
        wrong = check.status.wrong
        message = check.message if wrong and check.message != previous else ""
        previous = check.message
        # A repeated message would have the same code and the same picture.
        code = excerpt(text, [check.line]) if message else []
        drawn = picture_of_check(check) if message else Markup()
        parts = _parts(check.failure) if message and check.failure else []
        found.append(CheckView(check, message, parts, code, drawn, steps(check.failure) if drawn else ""))
    return found


def _parts(failure: Failure) -> list[Part]:
    """Split the message into parts, without the law, which is the title. Neighbours with one role become one part."""
    blocks = [block for paragraph in paragraphs(failure) for block in paragraph if block.role is not Role.LAW]
    found: list[Part] = []
    for block in blocks:
        role = block.role.name.lower()
        text = (" " if block.role in PROSE else "\n").join(block.lines)
        if found and found[-1].role == role:
            found[-1] = Part(role, f"{found[-1].text}\n{text}")
        else:
            found.append(Part(role, text))
    return found
