"""`grader bench`: how fast it is."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from grader.benchmarks import framework as frameworks


@click.command()
@click.option("--framework", is_flag=True, help="One training step: ours, micrograd, PyTorch, straight-line Python.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures to FILE.")
@click.option(
    "--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw the figures into FILE (matplotlib)."
)
def bench(framework: bool, json_file: Path | None, plot: Path | None) -> None:
    """Measure, and show a table: medians of five rounds, all contestants in turn."""
    if not framework:
        raise click.UsageError("say what to measure: --framework")
    for file in (json_file, plot):
        if file and not file.resolve().parent.is_dir():
            click.echo(f"{file}: its folder does not exist, make it first", err=True)
            sys.exit(2)
    figures = frameworks.figures(lambda tasks: track(tasks, description="Networks"))
    if json_file:
        json_file.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    show(figures, Console())
    if plot:
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
