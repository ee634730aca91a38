"""The queue of pushes, a folder: each waiting push is a file in it, and stays until its answer is complete.

Who grades a push holds a lock on its repository, which the system takes back however the process ends. So nothing has
to be cleaned up after a kill: the file is still there, the lock is free, and the next worker takes both.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from filelock import FileLock, Timeout

from grader.private import make_private, who_else_writes
from grader.whole_file import write_whole

TICKET_SECONDS = 60.0
"""Maximum time to wait for the next ticket, which is given out in milliseconds."""


class QueueError(Exception):
    """The queue cannot be used; the message says why, and what to do."""


class Update(NamedTuple):
    """One line of the hook's input: a ref, and its commits before and after the push."""

    old: str
    new: str
    ref: str

    @property
    def name(self) -> str:
        return self.ref.removeprefix("refs/heads/").removeprefix("refs/tags/")


class Job(msgspec.Struct, frozen=True):
    """A push that waits for its answer."""

    ticket: int
    """Its place among all pushes: a later one has a greater number."""

    repository: str
    updates: tuple[Update, ...]
    """The branches to grade, in their order."""

    received: datetime
    project: str = ""
    """The repository's name on the server, `owner/name`."""

    tries: int = 0
    """How often its grading has begun. More than once: a worker was killed."""

    said: tuple[str, ...] = ()
    """Lines of its answer that are known already."""


_decoder = msgspec.json.Decoder(Job)


class Queue:
    """The queue of all repositories with the same lock file.

    Args:
        lock_file: The file that whoever serves the queue holds a lock on. The folder is beside it, with `.d` added.
    """

    def __init__(self, lock_file: Path) -> None:
        self.lock_file = lock_file
        self.folder = lock_file.with_name(f"{lock_file.name}.d")

    def open(self) -> None:
        """Make the folder for this user alone, unless it is there.

        Raises:
            QueueError: Others can write into it, so what is in it cannot be believed.
        """
        for folder in (self.folder, self.folder / "waiting", self.folder / "claims"):
            make_private(folder)
            if who := who_else_writes(folder):
                raise QueueError(f"{who}: expected a queue that only its user can write (chmod go-w), or another one")

    def put(self, job: Job) -> Job:
        """Add a push, and return it with its ticket."""
        with FileLock(self.folder / "tickets.lock", timeout=TICKET_SECONDS):
            last = self.folder / "last"
            before = int(last.read_text()) if last.is_file() else 0
            job = msgspec.structs.replace(job, ticket=max(before + 1, time.time_ns()))
            write_whole(last, str(job.ticket).encode())
            self.write(job)  # before the next ticket is given out: nobody sees a later push without this one
        return job

    def write(self, job: Job) -> None:
        """Write what is known of a waiting push."""
        write_whole(self._file(job), msgspec.json.encode(job))

    def finish(self, job: Job) -> None:
        """Remove a push whose answer is complete."""
        self._file(job).unlink(missing_ok=True)

    def has(self, job: Job) -> bool:
        """Return whether a push still waits for its answer, or for the end of it."""
        return self._file(job).is_file()

    def waiting(self) -> list[Job]:
        """Read all pushes whose answers are not complete, the oldest first."""
        found = []
        for file in sorted((self.folder / "waiting").glob("[0-9]*.json")):
            try:
                found.append(_decoder.decode(file.read_bytes()))
            except (FileNotFoundError, msgspec.DecodeError):
                continue  # it is finished just now, or nothing of ours
        return found

    def place(self, job: Job) -> int:
        """Count the repositories that come before that of a push, those being graded included."""
        order = list(by_repository(self.waiting()))
        return order.index(job.repository) if job.repository in order else 0

    @contextmanager
    def claim(self) -> Iterator[list[Job]]:
        """Take the repository that has waited longest, unless another process grades it, for the length of the block.

        Yields:
            Its pushes, the oldest first; none if there is nothing to take.
        """
        for repository in by_repository(self.waiting()):
            name = hashlib.sha256(repository.encode()).hexdigest()[:32]
            lock = FileLock(self.folder / "claims" / name)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                continue
            try:
                # Another worker may have finished them since the look from outside.
                if jobs := by_repository(self.waiting()).get(repository):
                    yield jobs
                    return
            finally:
                lock.release()
        yield []

    def _file(self, job: Job) -> Path:
        return self.folder / "waiting" / f"{job.ticket:020}.json"


def by_repository(jobs: list[Job]) -> dict[str, list[Job]]:
    """Sort pushes by repository, in the order of each one's oldest: who pushes again does not lose the place."""
    found: dict[str, list[Job]] = {}
    for job in jobs:
        found.setdefault(job.repository, []).append(job)
    return found
