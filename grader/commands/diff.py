"""`grader diff`: compares two gradings."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from grader.grading import diff as differing
from grader.record import RecordError, read_record


@click.command()
@click.argument("old", metavar="OLD.json", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW.json", type=click.Path(path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Compare two gradings: whose score changed, in which check, and why.

    OLD.json and NEW.json are records that `grader grade --json` wrote.

    Exit code: 0 when nothing changed, 1 when something did, 2 on wrong use.
    """
    try:
        before, after = read_record(old), read_record(new)
    except RecordError as error:
        click.echo(error, err=True)
        sys.exit(2)
    for line in differing.settings(before, after):
        click.echo(str(line))
    found = list(differing.changes(before, after))
    for change in found:
        most = [f" of {number:g}" for number in change.most or ()] or ["", ""]
        click.echo(f"{change.student}: {_score(change.old)}{most[0]} -> {_score(change.new)}{most[1]}")
        for reason in change.reasons:
            click.echo(f"    {reason}")
        for check in change.checks:
            click.echo(f"    {check.check}: {check.old} -> {check.new}")
            for reason in check.reasons:
                click.echo(f"        {reason}")
    everybody = {entry.student for record in (before, after) for entry in record.submissions}
    click.echo(f"{len(found)} of {len(everybody)} students changed")
    sys.exit(bool(found))


def _score(score: float | None) -> str:
    return "not there" if score is None else f"{score:g}"
