"""`grader hook`: answers a push with its score."""

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
    """Grade each push to a bare repository, and answer in the output of the push."""


@hook.command()
@click.argument("repository", metavar="REPO.git", type=click.Path(path_type=Path))
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="Course file, if not ./course.toml.")
@click.option(
    "--queue",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Lock file of the queue: of all repositories with the same one, only one is graded at a time.",
)
def install(repository: Path, course_file: Path | None, queue: Path | None) -> None:
    """Install the hook in a bare repository, or update it.

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
    """Answer a push: the installed hook calls this, with the updates of the push on standard input."""
    try:
        for line in answer_push(repository, sys.stdin):
            _say(line)
    except Exception:  # noqa: BLE001  # whatever it is, the student must not see a traceback of ours
        _say(FAILED)
        with suppress(OSError), (repository / FOLDER / hooks.ERRORS).open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{traceback.format_exc()}\n")


def _say(line: str) -> None:
    # The pipe is closed if the student does not wait for the answer; the grading goes on.
    with suppress(OSError):
        click.echo(line)
