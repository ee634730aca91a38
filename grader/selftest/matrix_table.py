"""Shows the result of `grader verify` in a terminal: totals first, then the details of each exercise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from checks.law.check import Check
from checks.model.status import Status
from grader.selftest.clause_table import ClauseRow, clause_rows
from grader.selftest.clauses import shortened
from grader.selftest.kill_matrix import Examined
from grader.selftest.proportion import in_words


def show_totals(examined: Sequence[Examined], shortfalls: Mapping[str, Sequence[str]], console: Console) -> None:
    """Print a line for each exercise.

    Args:
        examined: The outcomes of the exercises.
        shortfalls: Exercise -> what is not as it must be in it.
        console: Where to print.
    """
    columns = ("right", "full marks", "wrong", "caught in public", "caught", "clauses", "shortfalls")
    table = _table("", *columns)
    rows = [[*_numbers(one), len(shortfalls[one.stem])] for one in examined]
    for one, row in zip(examined, rows, strict=True):
        table.add_row(one.stem, *map(str, row))
    table.add_row("together", *(str(sum(column)) for column in zip(*rows, strict=True)), style="bold")
    console.print(table)
    console.print(Text(in_words()))


def _numbers(examined: Examined) -> list[int]:
    names = [m.id for m in examined.misconceptions]
    right = {name for statuses in examined.right.values() for name in statuses}
    full = {name for name in right if all(found[name] is Status.PASSED for found in examined.right.values())}
    public = [n for n in names if any(check in examined.visible for check in examined.killed_by(n))]
    caught = [n for n in names if examined.killed_by(n)]
    return [len(right), len(full), len(names), len(public), len(caught), len(clause_rows(examined))]


def show(examined: Examined, shortfalls: Sequence[str], console: Console) -> None:
    """Print the details of one exercise: what each check catches of each clause, then of each misconception."""
    console.print(Text(f"\n{examined.stem}", style="bold"))
    for number, check in enumerate(examined.checks, start=1):
        console.print(_line(examined, number, check))
    table = _table("clause", *_heads(examined), "builds")
    table.add_column("")
    for row in clause_rows(examined):
        cells = [_kills(row, check.id) for check in examined.checks]
        few = "bold red" if row.too_few else ""
        table.add_row(row.number, *cells, Text(str(len(row.builds)), style=few), Text(shortened(row.sentence, 40)))
    console.print(table)
    table = _table("misconception", *_heads(examined), "loss")
    table.add_column("severity")
    table.add_column("caught by")
    for misconception in examined.misconceptions:
        cells = [_cell(examined.wrong[check.id][misconception.id]) for check in examined.checks]
        loss = examined.loss(misconception.id)
        amiss = "bold red" if examined.out_of_band(misconception) else ""
        table.add_row(
            Text(misconception.id),
            *cells,
            Text(f"{loss:.0%}", style=amiss),
            misconception.severity,
            _caught_by(examined, misconception.id),
        )
    console.print(table)
    for text in shortfalls:
        console.print(Text(text, style="red"))


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column(first, no_wrap=True)
    for title in others:
        table.add_column(title, justify="right")
    return table


def _heads(examined: Examined) -> list[str]:
    return [f"{n}{'h' if check in examined.hidden else ''}" for n, check in enumerate(examined.checks, start=1)]


def _kills(row: ClauseRow, check: str) -> Text:
    """Show how many of the misconceptions that break the clause the check catches; a dot if it does not examine it."""
    if check not in row.kills:
        return Text("·", style="dim")
    return Text(str(row.kills[check]), style="" if row.kills[check] else "red")


def _cell(status: Status) -> Text:
    """Show a status. A pass is dim, since the misconception was not caught."""
    if status is Status.PASSED:
        return Text("·", style="dim")
    return Text(status.sign, style=Status.GRADER_ERROR.colour if status is Status.GRADER_ERROR else "red")


def _caught_by(examined: Examined, name: str) -> Text:
    killed_by = examined.killed_by(name)
    if any(check in examined.visible for check in killed_by):
        return Text("public", style="green")
    return Text("hidden", style="yellow") if killed_by else Text("NOBODY", style="bold red")


def _line(examined: Examined, number: int, check: Check) -> Text:
    kills = sum(status is not Status.PASSED for status in examined.wrong[check.id].values())
    alone = len(examined.kills_alone(check))
    group = "of all" if check in examined.hidden else "of the public ones"
    line = f"  {number:>2}  {check.id.partition('::')[2]}: catches {kills}, alone {group} {alone}"
    return Text(line, style="dim" if alone else "bold red")
