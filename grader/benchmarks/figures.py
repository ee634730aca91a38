"""Measured figures, the promises they are compared with, and the table of both."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from rich.markup import escape
from rich.table import Table

ACCOUNTED = "landlock"
"""The sandbox in which processor time is measured: it is that of all processes. Those in bubblewrap are in a process
table of their own, whose kernel counts the time of killed ones for nobody here."""


@dataclass(frozen=True)
class Figure:
    """A measured figure, most of them without a promise."""

    what: str
    value: float | str
    unit: str = ""
    promise: str = ""
    """The promised value in words."""

    kept: bool | None = None
    """Whether the promise is kept; None without one."""

    @property
    def shown(self) -> str:
        return self.value if isinstance(self.value, str) else f"{self.value:,.4g} {self.unit}".rstrip()


def processor_seconds() -> float:
    """Return the processor time in seconds of all child processes that have ended, and of their children."""
    times = os.times()
    return times.children_user + times.children_system


def three(value: float) -> str:
    """Format a number with three significant digits, and without powers of ten."""
    return f"{float(f'{value:.3g}'):,.6g}" if value < 1e6 else f"{value:,.0f}"


def at_least(what: str, value: float, unit: str, least: float) -> Figure:
    """Make a figure with a promised minimum.

    Args:
        what: What is measured.
        value: The measured value.
        unit: The unit of `value` and `least`; empty for a count or a ratio.
        least: The promised minimum.
    """
    return Figure(what, value, unit, f"at least {least:g}", value >= least)


def at_most(what: str, value: float, unit: str, most: float) -> Figure:
    """Make a figure with a promised maximum.

    Args:
        what: What is measured.
        value: The measured value.
        unit: The unit of `value` and `most`; empty for a count or a ratio.
        most: The promised maximum.
    """
    return Figure(what, value, unit, f"at most {most:g}", value <= most)


def same(what: str, differences: Sequence[str]) -> Figure:
    """Make a figure that says whether two records are identical; `differences` is from `classes.differences`."""
    value = f"differs: {', '.join(differences[:5])}" if differences else "identical"
    return Figure(what, value, promise="identical", kept=not differences)


def table(title: str, figures: Sequence[Figure]) -> Table:
    """Make a table with a row for each figure."""
    shown = Table(title=title, title_justify="left", title_style="bold")
    shown.add_column("what")
    shown.add_column("measured", justify="right")
    shown.add_column("promised")
    shown.add_column("kept")
    for one in figures:
        kept = {None: "", True: "[green]yes[/]", False: "[red]no[/]"}[one.kept]
        shown.add_row(escape(one.what), escape(one.shown), one.promise, kept)
    return shown
