"""`grader bench`: how fast it is."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from grader.benchmarks import classes
from grader.benchmarks import framework as frameworks


@click.command()
@click.option("--framework", is_flag=True, help="One training step: ours, micrograd, PyTorch, straight-line Python.")
@click.option("--students", type=click.IntRange(1), multiple=True, help="Grade a class of so many (repeatable).")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True, help="For --students.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures to FILE.")
@click.option(
    "--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw the figures into FILE (matplotlib)."
)
def bench(framework: bool, students: tuple[int, ...], jobs: int, json_file: Path | None, plot: Path | None) -> None:
    """Measure, and show a table.

    --framework: medians of five rounds, all contestants in turn. --students: a class made of the sample submissions,
    graded from nothing, beside vanilla nbgrader's autograding of all seven notebooks.
    """
    if not framework and not students:
        raise click.UsageError("say what to measure: --framework, or --students 200")
    for file in (json_file, plot):
        if file and not file.resolve().parent.is_dir():
            click.echo(f"{file}: its folder does not exist, make it first", err=True)
            sys.exit(2)
    figures: dict[str, Any] = {}
    if students:
        figures["classes"] = classes.figures(students, jobs)
        show_classes(figures["classes"], Console())
    if framework:
        figures |= frameworks.figures(lambda tasks: track(tasks, description="Networks"))
        show(figures, Console())
    if json_file:
        json_file.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if plot and framework:
        try:
            frameworks.draw(figures, plot)
        except ImportError:
            raise click.ClickException("--plot needs matplotlib: pip install matplotlib") from None


def show(figures: dict[str, Any], console: Console) -> None:
    """A row for each network, a column for each contestant: microseconds, and how many times faster unrolled is."""
    names = list(dict.fromkeys(name for network in figures["networks"] for name in network["microseconds"]))
    table = Table(caption="microseconds for one step of training; in brackets: times as long as unrolled")
    table.add_column("network")
    table.add_column("nodes", justify="right")
    for name in names:
        table.add_column(name, justify="right")
    for network in figures["networks"]:
        times = network["microseconds"]
        cells = [f"{times[n]:,.3g} ({times[n] / times['unrolled']:.3g}x)" if n in times else "-" for n in names]
        table.add_row(network["name"], f"{network['nodes']:,}", *cells)
    console.print(table)
    for name, run in figures["published runs"].items():
        values = ", ".join(f"{key} = {value:.4g}" for key, value in run.items() if key != "seconds")
        console.print(f"{name}, 1,000 epochs of 1,000 samples, unrolled: {run['seconds']:.2f} seconds; {values}")


def show_classes(figures: dict[str, Any], console: Console) -> None:
    """A row for each class, and one for the peer."""
    table = Table(caption=f"{figures['jobs']} at the same time; all seven exercises, all checks, in the sandbox")
    for column in ("students", "seconds", "a minute", "times nbgrader", "largest judge, MB"):
        table.add_column(column, justify="right")
    peer = figures["vanilla nbgrader, a minute"]
    for row in figures["classes"]:
        rate = row["a minute"]
        cells = f"{row['seconds']:.0f}", f"{rate:.1f}", f"{rate / peer:.1f}", f"{row['judge_mb']:.0f}"
        table.add_row(str(row["students"]), *cells)
    table.add_row("vanilla nbgrader", "", f"{peer:.1f}", "1", "")
    console.print(table)
