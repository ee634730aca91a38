"""The scoreboard of a run: for each exercise its points, a bar and one word; and what to do next."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from checks.exercises import BADGES, BY_STEM, EXERCISES, Exercise
from checks.law.check import Check, checks_in
from checks.model.status import Status
from checks.student.hints import at_grading

BAR = 12
"""Characters of a full bar."""

ROOM_FOR_BARS = 56
"""Columns of a terminal below which there are no bars, as they would leave too little room for the titles."""

STYLES = {"done": "green", "in progress": "yellow", "was done": "red"}


@dataclass(frozen=True)
class ExerciseResult:
    """An exercise with the statuses of its checks, by their ids; a check that did not run has none."""

    exercise: Exercise
    checks: tuple[Check, ...]
    statuses: Mapping[str, str]
    was_done: bool = False
    """Whether all of them have passed in an earlier run."""

    @property
    def ran(self) -> int:
        """Number of checks that ran."""
        return sum(check.id in self.statuses for check in self.checks)

    @property
    def points(self) -> float:
        return sum(check.points for check in self.checks if self.statuses.get(check.id) == Status.PASSED)

    @property
    def most(self) -> float:
        return sum(check.points for check in self.checks)

    @property
    def done(self) -> bool:
        return all(self.statuses.get(check.id) == Status.PASSED for check in self.checks)

    @property
    def started(self) -> bool:
        return any(status != Status.NOT_STARTED for status in self.statuses.values())

    @property
    def word(self) -> str:
        if self.done:
            return "done"
        if self.was_done and self.started and self.wrong:
            return "was done"
        return "in progress" if self.started else "not started"

    @property
    def wrong(self) -> list[Check]:
        """The checks that ran and did not pass, those with a wrong answer before those not started."""
        wrong = [c for c in self.checks if self.statuses.get(c.id, Status.PASSED) != Status.PASSED]
        return sorted(wrong, key=lambda c: self.statuses[c.id] == Status.NOT_STARTED)


def exercise_results(statuses: Mapping[str, str]) -> list[ExerciseResult]:
    """Sort the statuses of checks, by their ids, into the exercises of which a check ran."""
    found = []
    for exercise in BY_STEM.values():
        own = {i: status for i, status in statuses.items() if i.startswith(f"{exercise.stem}::")}
        if own:
            module = importlib.import_module(f"checks.test_{exercise.stem}")
            found.append(ExerciseResult(exercise, tuple(checks_in(module)), own))
    return found


def board(found: list[ExerciseResult], width: int, short: bool = False) -> Group:
    """Lay out the scoreboard.

    Args:
        found: The exercises of which checks ran.
        width: Columns of the terminal.
        short: Whether to leave the table out.
    """
    parts: list[RenderableType] = [] if short else [_table(found, bars=width >= ROOM_FOR_BARS), Text()]
    if done := _done(found):
        parts.append(Text(done))
    parts.append(Text(f"{_points(found)} {next_step(found)}"))
    return Group(*parts)


def next_step(found: list[ExerciseResult]) -> str:
    """Say what to do next, and in which file."""
    for result in sorted(found, key=lambda r: not r.started):
        if result.done:
            continue
        exercise = result.exercise
        if not result.started:
            return f"{_next(exercise)}. Open {exercise.file}, its first lines say what to do."
        if Status.CRASHED in result.statuses.values():
            return f"{_next(exercise)}. Open {exercise.file}, which cannot be loaded."
        if result.wrong:
            law = result.wrong[0].law
            return f"{_next(exercise)}. Open {exercise.file} and see why this fails: {law}."
        return f"Next: the other checks of exercise {exercise.number}: pytest -k {short_name(exercise)}"
    after = [e for e in BY_STEM.values() if e.number > found[-1].exercise.number]
    if not after:
        page = " A page with your own trained network: python -m backprop review"
        return "Nothing is left to do here." + page * (
            len(found) > 1 and set(EXERCISES) <= {result.exercise for result in found}
        )
    return f"{_next(after[0])}, {after[0].file}."


def _next(exercise: Exercise) -> str:
    return (
        f"Next, for a badge: exercise {exercise.number}" if exercise in BADGES else f"Next: exercise {exercise.number}"
    )


def short_name(exercise: Exercise) -> str:
    """Shorten the name of an exercise, to ex3 for instance, for `pytest -k` and `pytest -m`."""
    return short_names(exercise)[-1]


def short_names(exercise: Exercise) -> tuple[str, ...]:
    """List the short names of an exercise: that of its file, and that of its number if it is another one."""
    name = exercise.stem.partition("_")[0]
    return (name,) if name.startswith("ex") else (name, f"ex{exercise.number}")


def _points(found: list[ExerciseResult]) -> str:
    """Say how many points there are; badges bring none."""
    counted = [result for result in found if result.exercise in EXERCISES]
    if not counted:
        return "A badge brings no points."
    points, most = sum(result.points for result in counted), sum(result.most for result in counted)
    return f"{points:g} of {most:g} points for visible checks."


def _done(found: list[ExerciseResult]) -> str:
    done = [result.exercise for result in found if result.done]
    hidden = sum(exercise.hidden for exercise in done)
    if not done:
        return ""
    if set(EXERCISES) <= set(done):
        return f"All visible checks pass; {at_grading(hidden)}"
    if len(done) == 1:
        return f"Exercise {done[0].number}: all visible checks pass; {at_grading(hidden)}"
    numbers = ", ".join(str(exercise.number) for exercise in done)
    return f"Exercises {numbers}: all visible checks pass; {at_grading(hidden)}"


def _table(found: list[ExerciseResult], bars: bool) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=False)
    table.add_column(justify="right", min_width=1)
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    if bars:
        table.add_column(no_wrap=True, min_width=BAR)
    table.add_column(justify="right", no_wrap=True, min_width=max(len(_fraction(result)) for result in found))
    table.add_column(no_wrap=True, min_width=len("not started"))
    for result in found:
        filled = int(BAR * result.points / result.most)  # full only if nothing is missing
        style = STYLES.get(result.word, "dim")
        bar = Text("█" * filled + "░" * (BAR - filled), style=style)
        ran, all_ = result.ran, len(result.checks)
        word = Text(result.word if ran == all_ else f"{ran} of {all_} ran", style=style)
        cells = [bar] if bars else []
        table.add_row(str(result.exercise.number), result.exercise.title, *cells, _fraction(result), word)
    return table


def _fraction(result: ExerciseResult) -> str:
    return "badge" if result.exercise in BADGES else f"{result.points:g}/{result.most:g}"
