"""Shows the kill matrix in a terminal: a row for each misconception, a column for each check."""

from __future__ import annotations

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from checks.law.check import Check
from checks.model.status import Status
from grader.misconceptions import catalogue
from grader.selftest.kill_matrix import Examined


def show(examined: Examined, console: Console) -> None:
    """Print the matrix of one exercise, then a line for each check."""
    right = catalogue.right_solutions(examined.stem)
    full = sum(all(examined.right[c.id][name] is Status.PASSED for c in examined.checks) for name in right)
    console.print(Text(f"\n{examined.stem}: {full} of {len(right)} right solutions get full marks", style="bold"))
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("", no_wrap=True)
    for number, check in enumerate(examined.checks, start=1):
        table.add_column(f"{number}{'h' if check in examined.hidden else ''}", justify="right")
    table.add_column("caught by")
    for misconception in examined.misconceptions:
        cells = [_cell(examined.wrong[check.id][misconception.id]) for check in examined.checks]
        table.add_row(Text(misconception.id), *cells, _caught_by(examined, misconception.id))
    console.print(Group(table, *(_line(examined, number, c) for number, c in enumerate(examined.checks, start=1))))


def totals(examined: list[Examined]) -> str:
    """Count the misconceptions caught by the public checks alone, and by all checks."""
    wrong = [(e, m) for e in examined for m in e.misconceptions]
    public = sum(any(check in e.visible for check in e.killed_by(m.id)) for e, m in wrong)
    caught = sum(bool(e.killed_by(m.id)) for e, m in wrong)
    right = sum(len(catalogue.right_solutions(e.stem)) for e in examined)
    return (
        f"{len(wrong)} misconceptions: the public checks alone catch {public}, with the hidden ones {caught}. "
        f"{right} right solutions."
    )


def _cell(status: Status) -> Text:
    """Show a status. A pass is dim, since the misconception was not caught."""
    if status is Status.PASSED:
        return Text("·", style="dim")
    return Text(status.sign, style=Status.GRADER_ERROR.colour if status is Status.GRADER_ERROR else "red")


def _caught_by(examined: Examined, name: str) -> Text:
    killed_by = examined.killed_by(name)
    if any(check in examined.visible for check in killed_by):
        return Text("public", style="green")
    return Text("hidden only", style="yellow") if killed_by else Text("NOBODY", style="bold red")


def _line(examined: Examined, number: int, check: Check) -> Text:
    kills = sum(status is not Status.PASSED for status in examined.wrong[check.id].values())
    alone = len(examined.kills_alone(check))
    group = "hidden, alone among all" if check in examined.hidden else "public, alone among these"
    line = f"  {number:>2}  {check.id.partition('::')[2]}: catches {kills}, {alone} of them alone ({group})"
    return Text(line, style="dim" if alone else "bold red")
