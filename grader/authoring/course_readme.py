"""Makes the students' README that of a course: its name, dates and rules at the top, its own exercises below."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from rich.console import Console

from checks.exercises import BADGES, BY_STEM, Exercise
from checks.law.check import Check
from checks.model.status import Status
from checks.student.scoreboard import ExerciseResult, board
from grader.authoring.course_checks import exercises_of, left_out
from grader.course import registry
from grader.course.config import Course
from grader.course.points import points_of_exercise

WIDTH = 80
"""Columns of the terminal in the README."""

SHOWN = "ex2_compile"
"""The exercise whose hour the README tells."""


def readme_for(text: str, course: Course) -> str:
    """Change the README of the skeleton into that of a course."""
    if course == Course(decisions=course.decisions):
        return text
    exercises = exercises_of(course)
    numbers = {exercise.stem: len(registry.visible_checks(exercise.stem)) for exercise in exercises}
    title, _, rest = text.partition("\n")
    rest = _block(rest, "pytest, untouched", lambda _: _untouched(exercises, numbers, course))
    if SHOWN in numbers:
        rest = _with_hour(rest, exercises, course)
    else:
        rest = re.sub(r"(?s)## An hour of it\n.*?(?=The grader runs a few more checks)", "", rest)
    rest = _with_examples(rest, [exercise.number for exercise in exercises])
    if left_out(course) & {badge.stem for badge in BADGES}:
        rest = re.sub(r"(?s)Exercises 8 and 9 are badges.*?\n\n", "", rest)
    return f"{title}\n\n{_about(course)}{rest}"


def _about(course: Course) -> str:
    """Write what differs between courses: name, points, deadlines, late work, and where to ask."""
    heads = ["exercise", "points", *(["until"] if course.deadlines else [])]
    lines = [f"**{course.name}**", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for stem in course.exercises:
        exercise = BY_STEM[stem]
        points = sum(points_of_exercise(stem, course.points).values())
        until = [course.deadline_words.get(stem, "")] if course.deadlines else []
        lines.append(f"| {' | '.join([f'{exercise.number} {exercise.title}', f'{points:g}', *until])} |")
    rules = []
    if course.late_days:
        own = (
            f"You may be late by {_days(course.late_days)} in all: they are spent by themselves, a day begun is a day,"
        )
        rules.append(f"{own} in the order of the deadlines.")
    if course.late:
        what = "What is later than that" if course.late_days else "What is late"
        loss = f"loses {course.late.percent_per_day:g} % of an exercise's points for each day begun"
        rules.append(f"{what} {loss}, and is taken for {_days(course.late.days)}.")
    elif course.deadlines and not course.late_days:
        rules.append("What is late is not taken.")
    if course.help:
        rules.append(f"Questions: {course.help}")
    return "\n".join([*lines, "", *[line for rule in rules for line in (rule, "")]])


def _untouched(exercises: list[Exercise], numbers: dict[str, int], course: Course) -> str:
    """Write what `pytest` prints when nothing is started."""
    total, before = sum(numbers.values()), 0
    lines = [f"collected {total} items", ""]
    for exercise in sorted(exercises, key=lambda exercise: exercise.stem):
        before += numbers[exercise.stem]
        dots = f"checks/test_{exercise.stem}.py {'-' * numbers[exercise.stem]}"
        lines.append(f"{dots:<{WIDTH - 8}} [{100 * before // total:>3}%]")
    results = [ExerciseResult(one, _checks(one, course), _not_started(one)) for one in exercises]
    out = io.StringIO()
    Console(file=out, width=WIDTH, color_system=None).print(board(results, WIDTH))
    shown = "\n".join(line.rstrip() for line in out.getvalue().splitlines())
    return "\n".join(
        [*lines, " scoreboard ".center(WIDTH, "="), "", shown, f" {total} not started in 1.00s ".center(WIDTH, "=")]
    )


def _checks(exercise: Exercise, course: Course) -> tuple[Check, ...]:
    points = points_of_exercise(exercise.stem, course.points)
    checks = registry.visible_checks(exercise.stem)
    return tuple(Check(check.id, check.law, points[check.id], check.function) for check in checks)


def _not_started(exercise: Exercise) -> dict[str, str]:
    return {check.id: Status.NOT_STARTED for check in registry.visible_checks(exercise.stem)}


def _with_hour(text: str, exercises: list[Exercise], course: Course) -> str:
    """Set the points of the exercise shown, and the one after it."""
    most = sum(check.points for check in _checks(BY_STEM[SHOWN], course))
    text = re.sub(r"(?m)^(2  .* )(0|9)/9  ", lambda m: f"{m[1]}{_of(m[2], most)}/{most:g}  ", text)
    text = re.sub(r"(?m)^(0|9) of 9 points", lambda m: f"{_of(m[1], most)} of {most:g} points", text)
    after = [exercise for exercise in exercises if exercise.number > BY_STEM[SHOWN].number]
    following = f"Next: exercise {after[0].number}, {after[0].file}." if after else "Nothing is left to do here."
    return re.sub(r"Next: exercise 3, backprop/ex3_caching\.py\.", following, text)


def _of(points: str, most: float) -> str:
    return "0" if points == "0" else f"{most:g}"


def _with_examples(text: str, numbers: list[int]) -> str:
    """Have the commands of the table name an exercise that there is."""
    if 3 in numbers:
        return text
    one = numbers[0]
    text = text.replace("`pytest -k ex3`", f"`pytest -k ex{one}`").replace("`hint 3 ", f"`hint {one} ")
    text = re.sub(r"`python -m backprop (\w+) 3`", rf"`python -m backprop \1 {one}`", text)
    return re.sub(r"\b(on which|starts|checks of|text of) exercise 3\b", rf"\1 exercise {one}", text)


def _block(text: str, name: str, content: Callable[[str], str]) -> str:
    """Replace the output of a command in the README."""
    pattern = rf"(?s)(<!-- {re.escape(name)} -->\n```text\n).*?(\n```)"
    return re.sub(pattern, lambda match: f"{match[1]}{content(match[0])}{match[2]}", text)


def _days(number: int) -> str:
    return f"{number} day{'s' * (number > 1)}"
