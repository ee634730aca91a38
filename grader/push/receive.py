"""Receives a push for the hook: notes it, puts it into the queue, and shows the answer as workers write it.

This runs once for each push, so it imports little: a worker knows what a grading takes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from grader.course.push_settings import read_wait_and_workers
from grader.intake.git import git, git_text
from grader.intake.push_history import FOLDER, NO_COMMIT, History, Pushed
from grader.push.hook import read_settings
from grader.push.queue import Job, Queue, Update
from grader.push.serve import start_serving

MOST_BRANCHES = 3
"""Number of branches graded in one push. The others can be pushed by themselves."""

ANSWERS = "answers"
"""The folder of answers, in the grader's folder of the repository."""

NOTES = "grading"
"""The name of the Git notes with the answers."""

LOOK_SECONDS = 0.1
"""Time between two looks for more of the answer."""

PATIENT_SECONDS = 0.5
"""The same for a push that has waited for a while: a hundred of them would keep a processor busy."""

SOON = 5.0
"""Seconds after which a push has waited for a while."""

SERVE_SECONDS = 1.0
"""Time between two looks whether anybody serves the queue: workers may have been killed."""

PROJECT = re.compile(r"[\w.~-]+(/[\w.~-]+)+")
"""A name `owner/name` on a server."""


@dataclass(frozen=True)
class Waiting:
    """How a push waits; a test gives its own clock."""

    clock: Callable[[], float] = monotonic
    sleep: Callable[[float], None] = sleep
    serve: Callable[[Queue, int], None] = start_serving


def answer_push(repository: Path, lines: Iterable[str], waiting: Waiting | None = None) -> Iterator[str]:
    """Put a push into the queue, and yield the answer line by line as it is known.

    Args:
        repository: The bare repository, with the hook installed.
        lines: What Git gives the hook: `old new ref` for each updated ref.
        waiting: How to wait for the answer.

    Yields:
        Lines for the student.
    """
    history = History(repository)
    updates = [Update(*line.split()) for line in lines if line.strip()]
    for update in updates:
        history.add(Pushed(**update._asdict()))
        if update.new != NO_COMMIT and update.ref.startswith("refs/heads/"):
            # A later push may drop the commit from its branch; this ref keeps what was handed in.
            git(repository, "update-ref", f"refs/grading/{update.new}", update.new)
    head = git_text(repository, "symbolic-ref", "HEAD")
    branches: list[Update] = []
    for update in sorted(updates, key=lambda update: update.ref != head):
        if not update.ref.startswith("refs/heads/"):
            yield f"{update.name}: noted. Tags are not graded, only branches."
        elif update.new == NO_COMMIT:
            yield f"{update.name}: deleted. Its scores are kept."
        elif len(branches) == MOST_BRANCHES:
            yield f"{update.name}: not graded. A push grades {MOST_BRANCHES} branches: push the others by themselves."
        else:
            branches.append(update)
    if branches:
        settings = read_settings(repository)
        queue = Queue(settings.queue)
        queue.open()
        push = read_wait_and_workers(settings.course)
        job = queue.put(Job(0, str(repository.resolve()), tuple(branches), datetime.now(UTC), _project(repository)))
        waiting = waiting or Waiting()
        waiting.serve(queue, push.workers)
        yield from _follow(queue, job, waiting, push.wait_seconds, push.workers)


def answer_file(job: Job) -> Path:
    """Return the file in which the answer to a push is written."""
    return Path(job.repository) / FOLDER / ANSWERS / f"{job.ticket}.txt"


def _follow(queue: Queue, job: Job, waiting: Waiting, seconds: float, workers: int) -> Iterator[str]:
    """Yield the lines of the answer as they come, and how to find it later if it does not come in time."""
    began = looked = waiting.clock()
    before = queue.place(job)
    if seconds and before:
        yield f"{_pushes(before)} before it: yours waits for its turn."
    shown = 0
    while True:
        ended = not queue.has(job)  # before the answer is read: what is complete now will be read now
        lines = _complete_lines(answer_file(job))
        if len(lines) < shown:
            yield "The grading was interrupted, and begins again."
            shown = 0
        yield from lines[shown:]
        shown = len(lines)
        now = waiting.clock()
        if ended:
            return
        if now - began >= seconds:
            before = queue.place(job)
            yield f"Your push is accepted, and {_pushes(before)} before it. Read the answer later with"
            yield f"    git fetch origin +refs/notes/{NOTES}:refs/notes/{NOTES}"
            yield from (f"    git notes --ref={NOTES} show {update.new[:10]}" for update in job.updates)
            return
        if now - looked >= SERVE_SECONDS:
            looked = now
            waiting.serve(queue, workers)
        waiting.sleep(PATIENT_SECONDS if not shown and now - began > SOON else LOOK_SECONDS)


def _complete_lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").split("\n")[:-1]
    except (FileNotFoundError, UnicodeDecodeError):  # half of a character is written
        return []


def _pushes(number: int) -> str:
    return {0: "no push is", 1: "1 push is"}.get(number, f"{number} pushes are")


def _project(repository: Path) -> str:
    """Return the name of a repository on its server: as the server tells its hooks, or else as its path has it."""
    told = os.environ.get("GL_PROJECT_PATH", "")  # GitLab's folders have other names
    if os.environ.get("GITEA_REPO_NAME"):
        told = f"{os.environ.get('GITEA_REPO_USER_NAME', '')}/{os.environ['GITEA_REPO_NAME']}"
    place = repository.resolve()
    name = told or f"{place.parent.name}/{place.name.removesuffix('.git')}"
    return name if PROJECT.fullmatch(name) else ""
