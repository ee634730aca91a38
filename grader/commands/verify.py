"""`grader verify`: tests the checks on right solutions and on misconceptions."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.text import Text

from checks.exercises import BY_STEM
from grader.commands.options import exercise_option
from grader.misconceptions.model import ChangeError
from grader.misconceptions.solutions import HeaderError
from grader.sandbox import NoSandbox, choose
from grader.selftest import kill_matrix, matrix_table
from grader.selftest.batch_check import BadCheck
from grader.selftest.clauses import ClauseError
from grader.selftest.extremes import extremes
from grader.selftest.matrix_json import verification
from grader.selftest.shortfalls import shortfalls

STEMS = list(BY_STEM)


@click.command()
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the result to FILE.")
@exercise_option(STEMS, "Verify")
@click.option("--processes", type=click.IntRange(1), help="Number of processes (default: one for each processor).")
def verify(json_file: Path | None, exercise: tuple[str, ...], processes: int | None) -> None:
    """Show which checks catch which misconceptions, and that right solutions pass.

    Exit code: 0 when all is well; 1 when a wrong solution gets full marks or loses more or less than its severity
    says, a right one does not get them, a sentence of a contract is examined by no check or broken by too few wrong
    solutions, or a check is superfluous because others catch everything that it catches.
    """
    if json_file and not json_file.resolve().parent.is_dir():
        click.echo(f"{json_file}: its folder does not exist, make it first", err=True)
        sys.exit(2)
    began = time.monotonic()
    stems = [stem for stem in STEMS if not exercise or stem in exercise]
    try:
        choose()  # a machine without a sandbox is reported now rather than after minutes
        examined = kill_matrix.verify(stems, processes)
        amiss = {one.stem: shortfalls(one) for one in examined}
    except (BadCheck, ChangeError, ClauseError, HeaderError, NoSandbox) as error:
        raise click.ClickException(str(error)) from None
    reached = extremes(stems)
    unequal = [text for extreme in reached for text in extreme.shortfalls]
    every = [*unequal, *(text for texts in amiss.values() for text in texts)]
    if json_file:
        result = verification(examined, reached, every)
        json_file.write_text(json.dumps(msgspec.to_builtins(result), indent=1) + "\n", encoding="utf-8")
    console = Console()
    matrix_table.show_totals(examined, amiss, console)
    for extreme in reached:
        console.print(f"{extreme.name}: {extreme.score:g} of {extreme.max_score:g}")
    for one in examined:
        matrix_table.show(one, amiss[one.stem], console)
    console.print()
    for text in unequal:
        console.print(Text(text, style="red"))
    console.print(f"{'all is well' if not every else f'{len(every)} shortfalls'}, ", end="")
    console.print(f"{time.monotonic() - began:.0f} seconds")
    sys.exit(bool(every))
