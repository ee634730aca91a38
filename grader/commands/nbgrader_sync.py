"""`grader nbgrader-sync`: puts students with repositories and students with notebooks into one gradebook."""

from __future__ import annotations

import os
from pathlib import Path

import click

from grader.record import RecordError, read_record


@click.command(name="nbgrader-sync")
@click.argument("record", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--course",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="current folder",
    help="Folder of the nbgrader course, the one with gradebook.db.",
)
def nbgrader_sync(record: Path, course: Path) -> None:
    """Write the scores of RECORD, a file from `grader grade --json`, into an nbgrader gradebook.

    The course's assignments must have been generated. A student who handed in a notebook keeps the scores of the
    notebook.
    """
    try:
        from nbgrader.api import Gradebook

        from grader.nbgrader.sync import SyncError, sync
    except ImportError as error:
        raise click.ClickException(
            f"{error.name} is missing; install the kit with its extra: pip install 'backprop-exercise-kit[nbgrader]'"
        ) from None
    try:
        content = read_record(record)
    except RecordError as error:
        raise click.ClickException(str(error)) from None
    database = course / "gradebook.db"
    if not database.is_file():
        raise click.ClickException(f"{database} does not exist; run there first: nbgrader generate_assignment '*'")

    def has_notebook(student: str, stem: str) -> bool:
        return any((course / step / student / stem / f"{stem}.ipynb").exists() for step in ("submitted", "autograded"))

    with Gradebook(f"sqlite:///{os.fspath(database.resolve())}") as gradebook:
        try:
            for line in sync(content, gradebook, has_notebook):
                click.echo(line)
        except SyncError as error:
            raise click.ClickException(str(error)) from None
