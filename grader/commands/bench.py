"""`grader bench`: measures the grader, and shows each figure beside the promised one and those of other graders."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import track
from rich.table import Table

from checks.exercises import EXERCISES
from grader.benchmarks import framework as frameworks
from grader.benchmarks.figures import Figure, table, three
from grader.benchmarks.framework import FrameworkFigures
from grader.commands.options import exercise_option
from grader.paths import INSTALLED, KIT

PARTS = {
    "latency": "One submission, one push, one notebook",
    "deadline": "The last minute before a deadline",
    "safety": "What sealed questions and the filter of system calls cost",
    "throughput": "Gradings in a minute",
    "growth": "Growth with the class",
    "dask": "Dask: one, two and four worker processes",
    "kills": "kill -9 and resume",
    "page": "The class page",
    "site": "A student's visits to the site",
    "frames": "A large network in the stepper and the playground",
}
STEMS = [exercise.stem for exercise in EXERCISES]

WIDTH = 130
"""Characters in a line where there is no terminal. Rich's own 80 would break the rows of figures."""


@click.command()
@click.option(
    "--part", "parts", type=click.Choice(list(PARTS)), multiple=True, help="Measure this part only (repeatable)."
)
@click.option(
    "--students",
    type=click.IntRange(1),
    multiple=True,
    help="Number of students in a class, instead of each part's own (repeatable for the part growth).",
)
@click.option(
    "--peers",
    type=click.IntRange(1, 26),
    default=6,
    show_default=True,
    help="Number of students that the other graders grade.",
)
@click.option(
    "--kills", type=click.IntRange(1), default=10, show_default=True, help="Number of kills in the part kills."
)
@click.option(
    "--pushes", type=click.IntRange(1), default=130, show_default=True, help="Number of pushes in the part deadline."
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="one for each processor",
    help="Number of submissions graded in parallel.",
)
@exercise_option(STEMS, "Grade")
@click.option(
    "--framework",
    is_flag=True,
    help="Measure one training step instead: the exercises' framework, micrograd, PyTorch, code by hand.",
)
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures to FILE.")
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw the figures of --framework into FILE (needs matplotlib).",
)
def bench(
    parts: tuple[str, ...],
    students: tuple[int, ...],
    peers: int,
    kills: int,
    pushes: int,
    jobs: int,
    exercise: tuple[str, ...],
    framework: bool,
    json_file: Path | None,
    plot: Path | None,
) -> None:
    """Measure speed and memory, and print tables.

    Without --part and --framework, all parts are measured, which takes half an hour or more. Their classes are made of
    the sample submissions, and graded without stored gradings: latency grades one at a time, each in a new process;
    deadline has 800 repositories on a server and 130 pushes in a minute, and kills a worker; safety grades one with
    sealed questions and the filter of system calls, and without; throughput grades 200 students, and compares with
    nbgrader and otter-grader; growth compares classes of 50, 200 and 1000; dask uses clusters of up to four workers;
    kills interrupts a grading ten times; page opens the class page of 1000 students.

    With --framework, one training step is measured: five rounds with all contestants in turn, of which the median
    counts.
    """
    for file in (json_file, plot):
        if file and not file.resolve().parent.is_dir():
            click.echo(f"{file}: its folder does not exist, make it first", err=True)
            sys.exit(2)
    figures: dict[str, object] = {}
    console = Console()
    if not console.is_terminal:  # a file cannot be made wider afterwards
        console = Console(width=WIDTH)
    if parts or not framework:
        for name, found in _classes(parts or tuple(PARTS), jobs, exercise, students, peers, kills, pushes, _say):
            console.print(table(PARTS[name], found))
            figures[name] = [asdict(figure) for figure in found]
            _keep(figures, json_file)  # what comes next may take half an hour
    if framework:
        steps = frameworks.figures(lambda tasks: track(tasks, description="Networks"))
        show(steps, console)
        figures |= msgspec.to_builtins(steps)
        _keep(figures, json_file)
        if plot:
            try:
                frameworks.draw(steps, plot)
            except ImportError:
                raise click.ClickException("--plot needs matplotlib: pip install matplotlib") from None


def _say(what: str) -> None:
    click.echo(what, err=True)


def _classes(names: tuple[str, ...], *how: Any) -> Iterator[tuple[str, list[Figure]]]:
    """Measure the parts, see `parts.figures`. It is imported here: the benchmark of the framework needs less."""
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


def _keep(figures: Mapping[str, object], file: Path | None) -> None:
    if file:
        file.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def show(figures: FrameworkFigures, console: Console) -> None:
    """Print a row for each network and a column for each contestant: microseconds, and their ratio to unrolled code."""
    names = list(dict.fromkeys(name for network in figures.networks for name in network.microseconds))
    table = Table(caption="microseconds for one step of training; in brackets: times as long as unrolled")
    table.add_column("network")
    table.add_column("nodes", justify="right")
    for name in names:
        table.add_column(name, justify="right")
    for network in figures.networks:
        times = network.microseconds
        unrolled = times["unrolled"]
        cells = [f"{three(times[n])} ({three(times[n] / unrolled)}x)" if n in times else "-" for n in names]
        table.add_row(network.name, f"{network.nodes:,}", *cells)
    console.print(table)
    console.print(frameworks.growth(figures))
    for name, run in figures.published_runs.items():
        values = ", ".join(f"{key} = {value:.4g}" for key, value in run.items() if key != "seconds")
        console.print(f"{name}, 1,000 epochs of 1,000 samples, unrolled: {run['seconds']:.2f} seconds; {values}")
