"""`grader hook` and `grader serve`: answer a push with its score."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path

import click

from grader.intake.git import GitError
from grader.push import hook as hooks
from grader.push.queue import Queue, QueueError
from grader.push.receive import answer_push
from grader.push.serve import serve as serve_queue
from grader.push.serve import starter_is_gone


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
    help="Lock file of the queue: all repositories with the same one wait for the same workers.",
)
def install(repository: Path, course_file: Path | None, queue: Path | None) -> None:
    """Install the hook in a bare repository, or update it.

    Repositories in the same folder share a queue, unless --queue names another one.
    """
    from grader.course.config import (
        CourseError,  # not at the top: each push imports this module, and this is a large one
    )

    try:
        place = hooks.install_hook(repository, course_file, queue)
    except (hooks.HookError, QueueError, CourseError, GitError, OSError) as error:
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
        _say("\n".join(hooks.FAILED))
        hooks.log_error(repository, traceback.format_exc())


@hook.command(hidden=True)
@click.argument("lock_file", type=click.Path(path_type=Path))
@click.option("--until-done", is_flag=True)
def work(lock_file: Path, until_done: bool) -> None:
    """Grade the pushes of a queue: `grader serve` starts this."""
    starter = os.getppid()
    from grader.grading.executors import tune_memory  # what a grading takes, which no push needs to import
    from grader.push.work import work as work_through

    tune_memory()
    work_through(Queue(lock_file), until_done, lambda: starter_is_gone(starter))


@click.command()
@click.argument("place", metavar="QUEUE", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="one for each processor",
    help="Number of pushes graded at the same time.",
)
@click.option("--until-done", is_flag=True, help="End when no push is waiting.")
def serve(place: Path, workers: int, until_done: bool) -> None:
    """Keep workers for pushes, so that none has to be started first.

    QUEUE is the folder of the bare repositories, or the file that `grader hook install --queue` named. Without this
    command, a push starts workers by itself, and they end when no push is waiting.

    Exit code: 0 at the end, 2 if the queue is served already or cannot be used.
    """
    queue = Queue((place / hooks.QUEUE if place.is_dir() else place).resolve())

    def greet() -> None:
        if not until_done:
            at_once = "one push is" if workers == 1 else f"{workers} pushes are"
            click.echo(f"Waiting for pushes: {at_once} graded at a time. Ctrl-C ends it; no push is lost.")

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # as container engines and systemd end it; pushes are kept
    try:
        queue.open()
        served = serve_queue(queue, workers, until_done, begun=greet)
    except (QueueError, OSError) as error:
        raise click.UsageError(str(error)) from None
    except KeyboardInterrupt:
        served = True
    if not served and not until_done:
        raise click.UsageError(f"{queue.lock_file} is served by another process already")


def _say(line: str) -> None:
    # The pipe is closed if the student does not wait for the answer; the grading goes on.
    with suppress(OSError):
        click.echo(line)
