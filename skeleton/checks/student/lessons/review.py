"""`python -m backprop review`: one's own right solution beside the model's, by measure, and other ways in words."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from checks.exercises import Exercise
from checks.guest.loading import source_text
from checks.guest.solution import loaded
from checks.guest.time_limit import AT_HOME
from checks.student.hints import LEARNED
from checks.student.lessons.measures import TASKS, Measures, measure
from checks.student.lessons.model import MODEL, WAYS
from checks.student.stub_state import stub_file


def review(exercise: Exercise) -> RenderableType:
    """Lay out the review of an exercise whose checks all pass.

    Raises:
        BaseException: Whatever the solution raises, or `TooSlow`.
    """
    solution = loaded(exercise.stem, exercise.builds_on)
    stub = stub_file(exercise.stem).read_text(encoding="utf-8")
    with AT_HOME:
        own = solution.run(lambda: measure(exercise.stem, solution.names, source_text(exercise.stem), stub))
    return page(exercise, own)


def page(exercise: Exercise, own: Measures) -> RenderableType:
    """Lay out the review with these measures of the student's solution."""
    task = TASKS[exercise.stem]
    parts: list[RenderableType] = [
        Text(f"Exercise {exercise.number} is right. Measured: {task.what.format(n=task.size)}."),
        Padding(_table(own, MODEL[exercise.stem]), (1, 0, 1, 2)),
        Text("The times are rough, and fewer lines are not better. Other ways to do it:"),
    ]
    parts += [Padding(Text(f"- {way}"), (0, 0, 0, 2)) for way in WAYS[exercise.stem]]
    parts.append(Padding(Text(LEARNED[exercise.stem]), (1, 0, 0, 0)))
    return Group(*parts)


def _table(own: Measures, model: Measures) -> Table:
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    table.add_row("", "yours", "the model's")
    rows = (
        ("calls of op, those of leaves too", own.op, model.op, "d"),
        ("calls of grad", own.grad, model.grad, "d"),
        ("twice the size: so many times the calls", own.growth, model.growth, ".1f"),
        ("time, of the given framework's", own.time, model.time, ".0%"),
        ("lines that you wrote", own.lines, model.lines, "d"),
    )
    for head, mine, theirs, form in rows:
        if mine is not None and theirs is not None:
            table.add_row(head, format(mine, form), format(theirs, form))
    return table
