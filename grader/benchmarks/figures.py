"""A measured figure, the promise it is held against, and the table both stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.markup import escape
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """What was measured. `promise` says in words what is promised, `kept` whether that is so; most promise nothing."""

    what: str
    value: float | str
    unit: str = ""
    promise: str = ""
    kept: bool | None = None

    @property
    def shown(self) -> str:
        return self.value if isinstance(self.value, str) else f"{self.value:,.4g} {self.unit}".rstrip()


def three(value: float) -> str:
    """The number with three digits that count, and without powers of ten."""
    return f"{float(f'{value:.3g}'):,.6g}" if value < 1e6 else f"{value:,.0f}"


def at_least(what: str, value: float, unit: str, least: float) -> Figure:
    return Figure(what, value, unit, f"at least {least:g}", value >= least)


def at_most(what: str, value: float, unit: str, most: float) -> Figure:
    return Figure(what, value, unit, f"at most {most:g}", value <= most)


def same(what: str, differences: Sequence[str]) -> Figure:
    """That two records are the same, or where they are not: see `classes.differences`."""
    value = f"differs: {', '.join(differences[:5])}" if differences else "identical"
    return Figure(what, value, promise="identical", kept=not differences)


def table(title: str, figures: Sequence[Figure]) -> Table:
    """A row for each figure."""
    shown = Table(title=title, title_justify="left", title_style="bold")
    shown.add_column("what")
    shown.add_column("measured", justify="right")
    shown.add_column("promised")
    shown.add_column("kept")
    for one in figures:
        kept = {None: "", True: "[green]yes[/]", False: "[red]no[/]"}[one.kept]
        shown.add_row(escape(one.what), escape(one.shown), one.promise, kept)
    return shown
