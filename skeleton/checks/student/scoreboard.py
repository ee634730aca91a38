"""What a run of the checks says about each exercise: points, a bar, one word; and what to do next."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from checks.exercises import BY_STEM, EXERCISES, Exercise
from checks.law.check import Check, checks_in
from checks.model.status import Status

BAR = 12
ROOM_FOR_BARS = 56

STYLES = {"done": "green", "in progress": "yellow"}


@dataclass(frozen=True)
class Row:
    """An exercise and what came of those of its checks that ran."""

    exercise: Exercise
    checks: tuple[Check, ...]
    statuses: Mapping[str, str]

    @property
    def ran(self) -> int:
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
        return "in progress" if self.started else "not started"

    @property
    def wrong(self) -> list[Check]:
        """The checks that ran and did not pass, those that were answered wrongly before those not started."""
        wrong = [c for c in self.checks if self.statuses.get(c.id, Status.PASSED) != Status.PASSED]
        return sorted(wrong, key=lambda c: self.statuses[c.id] == Status.NOT_STARTED)


def rows(statuses: Mapping[str, str]) -> list[Row]:
    """A row for each exercise of which a check ran; `statuses` by the identity of the check."""
    found = []
    for exercise in BY_STEM.values():
        own = {i: status for i, status in statuses.items() if i.startswith(f"{exercise.stem}::")}
        if own:
            module = importlib.import_module(f"checks.test_{exercise.stem}")
            found.append(Row(exercise, tuple(checks_in(module)), own))
    return found


def board(found: list[Row], width: int, short: bool = False) -> Group:
    """The scoreboard; the short one has no table."""
    parts: list[RenderableType] = [] if short else [_table(found, bars=width >= ROOM_FOR_BARS), Text()]
    if done := _done(found):
        parts.append(Text(done))
    parts.append(Text(f"{_points(found)} points for visible checks. {next_step(found)}"))
    return Group(*parts)


def next_step(found: list[Row]) -> str:
    """What to do next, and in which file."""
    for row in sorted(found, key=lambda r: not r.started):
        if row.done:
            continue
        exercise = row.exercise
        if not row.started:
            return f"Next: exercise {exercise.number}. Open {exercise.file}, its first lines say what to do."
        if Status.CRASHED in row.statuses.values():
            return f"Next: exercise {exercise.number}. Open {exercise.file}, which cannot be loaded."
        if row.wrong:
            return f"Next: exercise {exercise.number}. Open {exercise.file} and see why this fails: {row.wrong[0].law}."
        return f"Next: the other checks of exercise {exercise.number}: pytest -k {short_name(exercise)}"
    after = [e for e in BY_STEM.values() if e.number > found[-1].exercise.number]
    if not after:
        return "Nothing is left to do here."
    return f"Next: exercise {after[0].number}, {after[0].file}."


def short_name(exercise: Exercise) -> str:
    """ex3: what `pytest -k` and `pytest -m` take."""
    return exercise.stem.partition("_")[0]


def _points(found: list[Row]) -> str:
    """Badges, what comes after the exercises, are no part of the sum."""
    counted = [row for row in found if row.exercise in EXERCISES]
    return f"{sum(row.points for row in counted):g} of {sum(row.most for row in counted):g}"


def _done(found: list[Row]) -> str:
    done = [row.exercise for row in found if row.done]
    hidden = sum(exercise.hidden for exercise in done)
    if not done:
        return ""
    if set(EXERCISES) <= set(done):
        return f"All visible checks pass; {hidden} hidden ones run at grading."
    if len(done) == 1:
        return f"Exercise {done[0].number}: all visible checks pass; {hidden} hidden ones run at grading."
    numbers = ", ".join(str(exercise.number) for exercise in done)
    return f"Exercises {numbers}: all visible checks pass; {hidden} hidden ones run at grading."


def _table(found: list[Row], bars: bool) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=False)
    table.add_column(justify="right", min_width=1)
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    if bars:
        table.add_column(no_wrap=True, min_width=BAR)
    table.add_column(justify="right", no_wrap=True, min_width=max(len(_fraction(row)) for row in found))
    table.add_column(no_wrap=True, min_width=len("not started"))
    for row in found:
        filled = int(BAR * row.points / row.most)  # full only if nothing is missing
        style = STYLES.get(row.word, "dim")
        bar = Text("█" * filled + "░" * (BAR - filled), style=style)
        word = row.word if row.ran == len(row.checks) else f"{row.ran} of {len(row.checks)} ran"
        cells = [bar] if bars else []
        table.add_row(str(row.exercise.number), row.exercise.title, *cells, _fraction(row), Text(word, style=style))
    return table


def _fraction(row: Row) -> str:
    return f"{row.points:g}/{row.most:g}"
