"""Serves a queue of pushes: keeps workers running, and starts another one where one was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from time import sleep

from filelock import FileLock, Timeout

from grader.intake.git import git_environment
from grader.push.queue import Queue, by_repository

LOG = "serve.log"
"""What goes wrong in workers themselves, in the folder of the queue."""

LOOK_SECONDS = 0.2
"""Time between two looks at the workers and the queue."""

PAUSE_SECONDS = 1.0
"""Time before a worker that was killed, or could not start, is started again."""

MOST_DEATHS = 20
"""Number of workers that die one after the other until what a push has started gives up. The pushes keep their places:
the next one starts workers again."""

Start = Callable[[Queue, bool], subprocess.Popen[bytes]]


def start_serving(queue: Queue, workers: int) -> None:
    """Have a process serve the queue as long as pushes are waiting, unless it is served already."""
    lock = FileLock(queue.lock_file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return
    lock.release()
    command = [sys.executable, "-P", "-m", "grader", "serve", str(queue.lock_file), "--workers", str(workers)]
    with (queue.folder / LOG).open("ab") as log:
        subprocess.Popen(
            [*command, "--until-done"],
            cwd=queue.folder,
            env=git_environment(),  # without what Git tells a hook about the one repository
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the push ends when nobody holds the hook's own output
            stderr=log,
            start_new_session=True,
        )


def start_worker(queue: Queue, until_done: bool) -> subprocess.Popen[bytes]:
    """Start a worker, which ends when its starter has."""
    command = [sys.executable, "-P", "-m", "grader", "hook", "work", str(queue.lock_file)]
    # Keys meant for the one who serves do not end a grading in the middle.
    return subprocess.Popen(
        [*command, *(["--until-done"] if until_done else [])], stdin=subprocess.DEVNULL, start_new_session=True
    )


def serve(
    queue: Queue,
    workers: int,
    until_done: bool,
    start: Start = start_worker,
    sleep: Callable[[float], None] = sleep,
    begun: Callable[[], None] = lambda: None,
) -> bool:
    """Keep workers running: all the time, or as long as pushes are waiting.

    Args:
        queue: The queue.
        workers: Number of pushes graded at the same time.
        until_done: Whether to end when no push is waiting.
        start: Starts a worker; a test gives its own.
        sleep: Waits; a test gives its own.
        begun: Called when it is certain that nobody else serves the queue.

    Returns:
        False if another process serves the queue.
    """
    while True:
        lock = FileLock(queue.lock_file)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return False
        begun()
        try:
            finished = _keep(queue, workers, until_done, start, sleep)
        finally:
            lock.release()
        # A push that came before the lock was free has started nobody.
        if not finished or not queue.waiting():
            return True


def _keep(queue: Queue, workers: int, until_done: bool, start: Start, sleep: Callable[[float], None]) -> bool:
    """Keep workers running. Return False if it gives up because they die one after the other."""
    running: list[subprocess.Popen[bytes]] = []
    deaths = 0
    while True:
        codes = [process.poll() for process in running]
        running = [process for process, code in zip(running, codes, strict=True) if code is None]
        ended = [code for code in codes if code is not None]
        deaths = 0 if 0 in ended else deaths + len(ended)
        if until_done and deaths >= MOST_DEATHS:
            return False
        if any(ended):
            sleep(PAUSE_SECONDS)
        waiting = len(by_repository(queue.waiting()))
        if until_done and not waiting and not running:
            return True
        wanted = min(workers, waiting) if until_done else workers
        running += [start(queue, until_done) for _ in range(wanted - len(running))]
        sleep(LOOK_SECONDS)


def starter_is_gone(starter: int) -> bool:
    """Return whether the process that started this one has ended: then nobody would notice the end of this one."""
    return os.getppid() != starter
