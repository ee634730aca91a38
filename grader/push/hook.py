"""Installs the hook in a bare repository of a server: each push is graded, and answered in its own output."""

from __future__ import annotations

import json
import shlex
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from grader.intake.git import GitError, git, git_text
from grader.intake.push_history import FOLDER
from grader.push.queue import Queue

MARK = "# Written by `grader hook install`."
"""A line of the script that tells our hook from others."""

QUEUE = ".grading-queue"
"""The lock file of the queue, in the folder of the repositories."""

SETTINGS = "settings.json"
"""The file with the hook's settings, in the grader's folder of the repository."""

ERRORS = "errors.log"
"""The log of errors in the grader itself, in the same folder."""

FAILED = (
    "Your push is accepted and kept. The grader itself failed on it, so there is no score:",
    "that is not your fault. Your instructor finds the reason on the server.",
)
"""What a student reads if the grader fails."""

SCRIPT = """#!/bin/sh
{mark}
# Grades a push and answers in its output. A push is never refused: this runs when it is already accepted.
{python} -P -m grader hook run {repository} 2>>{errors} || {{
    echo "Your push is accepted and kept. The grader could not be started, so there is no score:"
    echo "tell your instructor. Nothing is wrong with your push."
}}
exit 0
"""


class Settings(NamedTuple):
    """What the hook was installed with."""

    course: Path | None
    """The course file, if there is one."""

    queue: Path
    """The lock file of the queue."""


class HookError(Exception):
    """The hook cannot be installed; the message says why."""


def install_hook(repository: Path, course_file: Path | None, queue: Path | None) -> Path:
    """Install the hook where the server looks for it, or update it.

    Args:
        repository: A bare repository.
        course_file: The course file; `course.toml` in the current folder if left out, and if it exists.
        queue: The lock file of the queue; one for all repositories of the parent folder if left out.

    Returns:
        The file of the hook.

    Raises:
        HookError: The repository is not bare, or has another hook in this place.
        grader.push.queue.QueueError: Others can write into the queue.
        grader.course.config.CourseError: The course file has mistakes.
    """
    repository = repository.resolve()
    try:
        bare = git_text(repository, "rev-parse", "--is-bare-repository") if repository.is_dir() else "no"
    except GitError:
        bare = "no"
    if bare != "true":
        raise HookError(f"{repository} is no bare repository: give the one on the server that students push to")
    from grader.course import config  # not at the top: each push imports this module, and this is a large one

    config.find_course(course_file)
    course_file = course_file or (config.FILE if config.FILE.is_file() else None)
    # Gitea runs what is in post-receive.d, GitLab what is in custom_hooks; Git itself hooks/post-receive.
    places = (repository / "hooks/post-receive.d", repository / "custom_hooks", repository / "hooks")
    place = next((p for p in places if p.is_dir()), places[-1])
    hook = place / ("grader" if place.name == "post-receive.d" else "post-receive")
    if hook.exists() and MARK not in hook.read_text(encoding="utf-8", errors="replace"):
        raise HookError(f"{hook} is there already and is not ours: call the grader from it, or move it away")
    state = repository / FOLDER
    state.mkdir(exist_ok=True)
    queue = (queue or repository.parent / QUEUE).resolve()
    queue.touch()  # a missing permission is reported now, not at the first push
    Queue(queue).open()
    settings = {"course": str(course_file.resolve()) if course_file else None, "queue": str(queue)}
    (state / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    # The server records when each ref moved, and pushes cannot reach the refs that keep what was handed in.
    git(repository, "config", "core.logAllRefUpdates", "true")
    git(repository, "config", "--replace-all", "transfer.hideRefs", "refs/grading", "^refs/grading$")
    # The notes with the answers can be fetched, but not pushed.
    git(repository, "config", "--replace-all", "receive.hideRefs", "refs/notes/grading", "^refs/notes/grading$")
    hook.parent.mkdir(exist_ok=True)
    paths = {"python": sys.executable, "repository": repository, "errors": state / ERRORS}
    words = {name: shlex.quote(str(path)) for name, path in paths.items()}
    hook.write_text(SCRIPT.format(mark=MARK, **words), encoding="utf-8")
    hook.chmod(0o755)
    return hook


def read_settings(repository: Path) -> Settings:
    """Read what `install_hook` has written into a repository."""
    found = json.loads((repository / FOLDER / SETTINGS).read_text(encoding="utf-8"))
    return Settings(Path(found["course"]) if found["course"] else None, Path(found["queue"]))


def log_error(repository: Path, what: str) -> None:
    """Note an error of the grader itself for the instructor."""
    with suppress(OSError), (repository / FOLDER / ERRORS).open("a", encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{what}\n")
