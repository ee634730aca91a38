"""Grades the submissions of a class in parallel, and keeps each entry as soon as it is finished."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from checks.model.status import Status
from grader.course import sources
from grader.grading.executors import InProcess, NoCluster, killed
from grader.grading.plan import Plan
from grader.grading.store import Entries, Store, key
from grader.grading.submission import grade, ungraded
from grader.intake import files as submission
from grader.intake.files import Submission
from grader.record import SubmissionEntry, from_data, to_data

Student = tuple[str, Path]
"""A name and the folder of the submission."""

Engine = Callable[[], AbstractContextManager[Executor]]
"""Makes the executor that does the work. It is called again after a judge was killed."""

IN_FLIGHT = 8
"""Submissions in the hands of the executor: enough to keep a few processes busy, too few to fill the memory."""


class Watcher(Protocol):
    """Receives each entry as soon as it is known."""

    def graded(self, entry: SubmissionEntry) -> None:
        """Take note of a submission that was graded now."""

    def found(self, entry: SubmissionEntry) -> None:
        """Take note of a submission whose entry was in the store."""

    def examined(self, stem: str, passed: int, checks: int) -> None:
        """Take note of an exercise whose visible checks are done, if this process does the grading."""


class Unwatched:
    """A watcher that does nothing."""

    def graded(self, entry: SubmissionEntry) -> None: ...

    def found(self, entry: SubmissionEntry) -> None: ...

    def examined(self, stem: str, passed: int, checks: int) -> None: ...


def grade_each(
    folders: Iterable[Path],
    plan: Plan,
    engine: Engine = InProcess,
    store: Store[SubmissionEntry] | None = None,
    watcher: Watcher | None = None,
    finish: Callable[[SubmissionEntry], SubmissionEntry] = lambda entry: entry,
    processes: int = 1,
) -> Sequence[SubmissionEntry]:
    """Grade the submissions in these folders, one in each.

    Args:
        folders: The folders that `grader.intake.files.find_submissions` found.
        plan: How to grade.
        engine: Makes the executor that does the work.
        store: Keeps every entry as soon as it is finished. A submission with an entry in the store is not graded again,
            and the returned entries are read from the store when they are used. Without a store, all entries are kept
            in memory.
        watcher: Receives each entry before `finish` is applied.
        finish: Applies the course's points and penalties to an entry. It is called when an entry is used, so other
            points or penalties need no new grading.
        processes: Maximum number of processes for each submission, if this process does the grading.

    Returns:
        The entries, in the order of the students' names.

    Raises:
        NoSandbox: The sandbox of the plan does not work on this machine.
        NoCluster: The Dask cluster cannot be used.
    """
    folders = list(folders)
    students = sorted(zip(submission.student_names(folders), folders, strict=True))
    work = Work(plan.settled(), store, watcher or Unwatched(), processes)
    waiting = students
    while waiting:
        with engine() as pool:
            killed, waiting = work.through(pool, waiting)
        # A killed process takes down every submission that the pool had in its hands. Each now gets a pool of its own.
        for one in killed:
            with engine() as pool:
                work.through(pool, [one], last=True)
    keys = [work.keys[name] for name, _ in students]
    return Entries(store, keys, finish) if store else [finish(work.entries[k]) for k in keys]


class Work:
    """The gradings of a class, with the entries of those that are finished."""

    def __init__(self, plan: Plan, store: Store[SubmissionEntry] | None, watcher: Watcher, processes: int = 1) -> None:
        self.plan = plan
        self.processes = processes
        self.store = store
        self.watcher = watcher
        self.entries: dict[str, SubmissionEntry] = {}
        """Key -> entry; used only without a store."""

        self.keys: dict[str, str] = {}
        """Student -> key."""

    def through(
        self, pool: Executor, students: list[Student], last: bool = False
    ) -> tuple[list[Student], list[Student]]:
        """Grade these students, a few at a time, until all are done or a process dies.

        Args:
            pool: The executor that grades.
            students: Names and folders.
            last: Whether this is the last try. Then a submission whose process dies gets an entry that says so.

        Returns:
            The students whose gradings died with a process, and those that were not begun.
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
        """Submit a submission to the pool, unless its entry is in the store and has no error of the grader itself."""
        one = submission.read_submission(path, student, self.plan.limits.source_bytes)
        self.keys[student] = identity = self._key(one)
        entry = self.store.get(identity) if self.store else None
        if entry is None or any(check.status is Status.GRADER_ERROR for check in entry.checks):
            here = (self.watcher.examined, self.processes) if isinstance(pool, InProcess) else ()
            return pool.submit(grade, one, self.plan, *here), one
        self.watcher.found(entry)
        return None

    def _end(self, future: Future[SubmissionEntry], one: Submission, last: bool) -> bool:
        """Keep the entry of a grading. Return False if its process died and another try is left."""
        try:
            entry = _received(future.result(), one)
        except NoCluster:
            raise
        except CancelledError:
            raise NoCluster(
                "the Dask scheduler is gone. Finished gradings are kept: run the same command to continue"
            ) from None
        except Exception as error:  # noqa: BLE001  # an error of the grader costs one student's grade, not the class's
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
        """Return the key of an entry: a digest of the student, the files, the plan and the kit."""
        files = {stem: [str(file.path), file.text, file.problem] for stem, file in one.files.items()}
        who = [one.student, str(one.path), one.problem, files]
        return key(who, asdict(self.plan), sources.deciding())


def _received(result: object, one: Submission) -> SubmissionEntry:
    """Return what another process sent as the entry of this submission.

    Raises:
        TypeError: It is something else.
    """
    if type(result) is not SubmissionEntry or (result.student, result.path) != (one.student, str(one.path)):
        raise TypeError(f"expected the entry of {one.student} from the process that graded, got another object")
    return from_data(to_data(result), SubmissionEntry)  # whose parts have their types, or it is an error as well
