"""Many submissions -> their entries in the record."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from checks.model.status import Status
from grader.grading import provenance
from grader.grading.executors import InProcess, NoCluster, killed
from grader.grading.plan import Plan
from grader.grading.store import Entries, Store, key
from grader.grading.submission import grade, ungraded
from grader.intake import files as submission
from grader.intake.files import Submission
from grader.record import SubmissionEntry

Student = tuple[str, Path]
"""A name and the folder of the submission."""

Engine = Callable[[], AbstractContextManager[Executor]]
"""Makes the executor that does the work; called again when a judge was killed."""

IN_FLIGHT = 8
"""Submissions that wait for a process: enough to keep a few busy, too few to fill the memory."""


class Watcher(Protocol):
    """Is told each entry as soon as it is there."""

    def graded(self, entry: SubmissionEntry) -> None:
        """One more was graded."""

    def found(self, entry: SubmissionEntry) -> None:
        """One that was graded before was in the store."""


class Unwatched:
    """Nobody looks."""

    def graded(self, entry: SubmissionEntry) -> None: ...

    def found(self, entry: SubmissionEntry) -> None: ...


def grade_each(
    folders: Iterable[Path],
    plan: Plan,
    engine: Engine = InProcess,
    store: Store[SubmissionEntry] | None = None,
    watcher: Watcher | None = None,
    finish: Callable[[SubmissionEntry], SubmissionEntry] = lambda entry: entry,
) -> Sequence[SubmissionEntry]:
    """Grade the submissions in these folders, one in each.

    Args:
        folders: what `grader.intake.files.find` found.
        plan: how to grade.
        engine: makes the executor that does the work.
        store: keeps every entry as soon as it is there; what is in it is not graded again, and the entries returned
            are read from it when they are looked at. Without one, all of them are kept in memory.
        watcher: is told of each entry as the grading left it.
        finish: what the course makes of an entry. It is done when an entry is looked at, so that other points or
            penalties need no new grading.

    Raises:
        NoSandbox: the sandbox of the plan does not work here.
        NoCluster: the Dask cluster cannot be used.
    """
    folders = list(folders)
    students = sorted(zip(submission.student_names(folders), folders, strict=True))
    work = Work(plan.settled(), store, watcher or Unwatched())
    waiting = students
    while waiting:
        with engine() as pool:
            killed, waiting = work.through(pool, waiting)
        # A judge that is killed takes those with it that were in its hands. Each of them gets one to itself now.
        for one in killed:
            with engine() as pool:
                work.through(pool, [one], last=True)
    keys = [work.keys[name] for name, _ in students]
    return Entries(store, keys, finish) if store else [finish(work.entries[k]) for k in keys]


class Work:
    """The gradings of a class: which are done, and what came of them."""

    def __init__(self, plan: Plan, store: Store[SubmissionEntry] | None, watcher: Watcher) -> None:
        self.plan = plan
        self.store = store
        self.watcher = watcher
        self.entries: dict[str, SubmissionEntry] = {}
        """By key; used only where there is no store."""

        self.keys: dict[str, str] = {}
        """By student."""

    def through(
        self, pool: Executor, students: list[Student], last: bool = False
    ) -> tuple[list[Student], list[Student]]:
        """Grade these, a few at a time; returns those that a process took with it when it died, and those after them.

        `last`: there will be no other try, so who is killed now gets an entry that says so.
        """
        coming = iter(students)
        killed: list[Student] = []
        running: dict[Future[SubmissionEntry], tuple[Submission, Path]] = {}
        while True:
            while len(running) < IN_FLIGHT and not killed and (following := next(coming, None)):
                if begun := self._begin(pool, *following):
                    future, one = begun
                    running[future] = one, following[1]
            if not running:
                return killed, [*coming]
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                one, path = running.pop(future)
                if not self._end(future, one, last):
                    killed.append((one.student, path))

    def _begin(self, pool: Executor, student: str, path: Path) -> tuple[Future[SubmissionEntry], Submission] | None:
        """Hand a submission to the pool, unless its entry is in the store: what went wrong with us is tried again."""
        one = submission.read_submission(path, student, self.plan.limits.source_bytes)
        self.keys[student] = identity = self._key(one)
        entry = self.store.get(identity) if self.store else None
        if entry is None or any(check.status is Status.GRADER_ERROR for check in entry.checks):
            return pool.submit(grade, one, self.plan), one
        self.watcher.found(entry)
        return None

    def _end(self, future: Future[SubmissionEntry], one: Submission, last: bool) -> bool:
        """Keep what came of a grading; False if its process died and there is another try."""
        try:
            entry = future.result()
        except NoCluster:
            raise
        except CancelledError:
            raise NoCluster("the Dask scheduler is gone. What is graded is kept: the same command goes on") from None
        except Exception as error:
            if killed(error) and not last:
                return False
            gone = "its grading was killed twice, perhaps for lack of memory"
            entry = ungraded(one, self.plan, gone if killed(error) else traceback.format_exc(limit=-6))
        identity = self.keys[one.student]
        if self.store:
            self.store.put(identity, entry)
        else:
            self.entries[identity] = entry
        self.watcher.graded(entry)
        return True

    def _key(self, one: Submission) -> str:
        """One name for all that decides the entry: who, what code, and how it is judged."""
        files = {stem: [str(file.path), file.text, file.problem] for stem, file in one.files.items()}
        who = [one.student, str(one.path), one.problem, files]
        return key(who, asdict(self.plan), provenance.deciding())
