"""`grader hook`: answer a push with its score."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from grader.course.config import CourseError
from grader.intake.git import GitError
from grader.intake.push_history import FOLDER
from grader.push import hook as hooks
from grader.push.answer import answer_push

FAILED = (
    "Your push is accepted and kept. The grader itself failed on it, so there is no score:\n"
    "that is not your fault. Your instructor finds the reason on the server."
)


@click.group()
def hook() -> None:
    """Grade each push to a bare repository, and answer in the push's own output."""


@hook.command()
@click.argument("repository", metavar="REPO.git", type=click.Path(path_type=Path))
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="The course; ./course.toml if there.")
@click.option("--queue", type=click.Path(path_type=Path), help="Repositories with the same FILE wait for each other.")
def install(repository: Path, course_file: Path | None, queue: Path | None) -> None:
    """Install the hook in a bare repository. Done again, it brings the hook up to date.

    Repositories in the same folder share a queue, unless --queue names another one.
    """
    try:
        place = hooks.install_hook(repository, course_file, queue)
    except (hooks.HookError, CourseError, GitError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{place} written: every push is graded from now on")


@hook.command(hidden=True)
@click.argument("repository", type=click.Path(path_type=Path))
def run(repository: Path) -> None:
    """What the installed hook calls: reads the updates from standard input."""
    try:
        for line in answer_push(repository, sys.stdin):
            _say(line)
    except Exception:
        _say(FAILED)
        with suppress(OSError), (repository / FOLDER / hooks.ERRORS).open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{traceback.format_exc()}\n")


def _say(line: str) -> None:
    # A student who does not wait for the answer is graded all the same.
    with suppress(OSError):
        click.echo(line)
