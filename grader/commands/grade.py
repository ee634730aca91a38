"""`grader grade`: submissions in, an honest grade out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from rich.console import Console

from checks.exercises import EXERCISES
from grader import checklist
from grader.classroom import grade_class
from grader.limits import Limits
from grader.reports import console as terminal

STEMS = [exercise.stem for exercise in EXERCISES]


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the record to FILE.")
@click.option("--exercise", multiple=True, type=click.Choice(STEMS), help="Grade this exercise only (repeatable).")
@click.option(
    "--call-seconds", type=float, default=Limits.call_seconds, show_default=True, help="Limit for one answer."
)
def grade(paths: tuple[Path, ...], json_file: Path | None, exercise: tuple[str, ...], call_seconds: float) -> None:
    """Grade submissions: a folder with exercise files, or a folder of such folders.

    Exit code: 0 when all are graded, 1 when one needs a person, 2 on wrong use.
    """
    missing = [path for path in paths if not path.is_dir()]
    for path in missing:
        what = "is no folder" if path.exists() else "does not exist"
        click.echo(f"{path} {what}: give the folder of a submission, or a folder of such folders", err=True)
    if len(missing) == len(paths):
        sys.exit(2)
    if json_file and not json_file.resolve().parent.is_dir():
        click.echo(f"{json_file}: its folder does not exist, make it first", err=True)
        sys.exit(2)
    found = [path for path in paths if path not in missing]
    limits = Limits(call_seconds=call_seconds)
    record = grade_class(found, checklist.stems(exercise), limits)
    if json_file:
        json_file.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    terminal.show(record, Console())
    if missing:
        sys.exit(2)
    sys.exit(any(entry["status"] == "needs_review" for entry in record["submissions"]))
