"""`grader bench`: how fast it is, each figure beside what is promised and beside its peers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from checks.exercises import EXERCISES
from grader.benchmarks import framework as frameworks
from grader.benchmarks.figures import Figure, table, three
from grader.paths import INSTALLED, KIT

PARTS = {
    "throughput": "Gradings in a minute",
    "growth": "Growth with the class",
    "dask": "Dask: two worker processes",
    "kills": "kill -9 and resume",
    "page": "The class page",
}
STEMS = [exercise.stem for exercise in EXERCISES]

WIDTH = 130
"""Characters in a line where there is no terminal."""


@click.command()
@click.option("--part", "parts", type=click.Choice(list(PARTS)), multiple=True, help="Only that (repeatable).")
@click.option(
    "--students", type=click.IntRange(1), multiple=True, help="Classes of so many instead (several for growth)."
)
@click.option("--peers", type=click.IntRange(1, 26), default=6, show_default=True, help="So many for other graders.")
@click.option("--kills", type=click.IntRange(1), default=10, show_default=True, help="So many for the part kills.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True, help="At a time.")
@click.option("--exercise", multiple=True, type=click.Choice(STEMS), help="Grade this exercise only (repeatable).")
@click.option("--framework", is_flag=True, help="One training step: ours, micrograd, PyTorch, straight-line Python.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures to FILE.")
@click.option(
    "--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw those of --framework into FILE (matplotlib)."
)
def bench(
    parts: tuple[str, ...],
    students: tuple[int, ...],
    peers: int,
    kills: int,
    jobs: int,
    exercise: tuple[str, ...],
    framework: bool,
    json_file: Path | None,
    plot: Path | None,
) -> None:
    """Measure, and show tables.

    Without --part: all about classes made of the sample submissions, graded from nothing: gradings in a minute for
    200, beside nbgrader and otter-grader; growth from 50 to 1000; a Dask cluster; ten kills; the page of 1000. That
    takes half an hour or more. With --framework: one step of training, medians of five rounds, all contestants in turn.
    """
    for file in (json_file, plot):
        if file and not file.resolve().parent.is_dir():
            click.echo(f"{file}: its folder does not exist, make it first", err=True)
            sys.exit(2)
    figures: dict[str, Any] = {}
    console = Console()
    if not console.is_terminal:  # nobody can make a file wider
        console = Console(width=WIDTH)
    if parts or not framework:
        for name, found in _classes(parts or tuple(PARTS), jobs, exercise, students, peers, kills, _say):
            console.print(table(PARTS[name], found))
            figures[name] = [asdict(figure) for figure in found]
            _keep(figures, json_file)  # what comes next may take half an hour
    if framework:
        figures |= frameworks.figures(lambda tasks: track(tasks, description="Networks"))
        show(figures, console)
        _keep(figures, json_file)
    if plot and framework:
        try:
            frameworks.draw(figures, plot)
        except ImportError:
            raise click.ClickException("--plot needs matplotlib: pip install matplotlib") from None


def _say(what: str) -> None:
    click.echo(what, err=True)


def _classes(names: tuple[str, ...], *how: Any) -> Iterator[tuple[str, list[Figure]]]:
    """See `parts.figures`. Imported here: the benchmark of the framework needs less."""
    if INSTALLED:
        raise click.UsageError(
            f"Classes are made of the sample submissions of a checkout, and {KIT} is an installed kit. "
            "Clone the kit's repository, and run `grader bench` there; --framework works here."
        )
    try:
        from grader.benchmarks import parts
    except ImportError as error:
        raise click.ClickException(f"{error.name} is missing: pip install -e '.[bench,html]' here") from None
    yield from parts.figures(names, *how)


def _keep(figures: dict[str, Any], file: Path | None) -> None:
    if file:
        file.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


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
        unrolled = times["unrolled"]
        cells = [f"{three(times[n])} ({three(times[n] / unrolled)}x)" if n in times else "-" for n in names]
        table.add_row(network["name"], f"{network['nodes']:,}", *cells)
    console.print(table)
    console.print(frameworks.growth(figures))
    for name, run in figures["published runs"].items():
        values = ", ".join(f"{key} = {value:.4g}" for key, value in run.items() if key != "seconds")
        console.print(f"{name}, 1,000 epochs of 1,000 samples, unrolled: {run['seconds']:.2f} seconds; {values}")
