"""Many submissions -> the record."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from grader.course.limits import Limits
from grader.course.sampling import OWN, Sampling
from grader.grading import provenance
from grader.grading.coverage import with_coverage
from grader.grading.executors import InProcess, NoCluster, killed
from grader.grading.store import Entries, Store, key
from grader.grading.submission import Entry, grade, ungraded
from grader.intake import files as submission
from grader.intake.files import Submission
from grader.sandbox import Sandbox, choose

SCHEMA = 1

Student = tuple[str, Path]
"""A name and the folder of the submission."""

IN_FLIGHT = 8
"""Submissions that wait for a process: enough to keep a few busy, too few to fill the memory."""


def grade_class(
    paths: list[Path],
    stems: list[str],
    limits: Limits,
    graded: Callable[[Entry], None] = lambda entry: None,
    found: Callable[[Entry], None] = lambda entry: None,
    sampling: Sampling = OWN,
    sandbox: Sandbox | None = None,
    engine: Callable[[], AbstractContextManager[Executor]] = InProcess,
    store: Store | None = None,
    coverage: bool = False,
) -> dict[str, Any]:
    """Grade all submissions at these paths; `graded` is told each entry as soon as it is there.

    `found` is told those that were in the store already. `engine` makes the executor that does the work. With a store,
    every entry is on disk as soon as it is there, what is in the store is not graded again, and the record's
    submissions are read from it when they are looked at. `coverage`: the lines that no check ran are found out as well.
    """
    sandbox = sandbox or choose()
    folders = submission.find_submissions(paths)
    students = sorted(zip(submission.student_names(folders), folders, strict=True))
    work = Work(stems, limits, sampling, sandbox.name, coverage, store, graded, found)
    waiting = students
    while waiting:
        with engine() as pool:
            killed, waiting = work.through(pool, waiting)
        # A judge that is killed takes those with it that were in its hands. Each of them gets one to itself now.
        for one in killed:
            with engine() as pool:
                work.through(pool, [one], last=True)
    keys = [work.keys[name] for name, _ in students]
    entries: Sequence[Entry] = Entries(store, keys) if store else [work.entries[k] for k in keys]
    return {"schema": SCHEMA, "sandbox": sandbox.name, "submissions": entries}


class Work:
    """The gradings of a class: which are done, and what came of them."""

    def __init__(
        self,
        stems: list[str],
        limits: Limits,
        sampling: Sampling,
        sandbox: str,
        coverage: bool,
        store: Store | None,
        graded: Callable[[Entry], None],
        found: Callable[[Entry], None],
    ) -> None:
        self.how = (stems, limits, sampling, sandbox, coverage)
        self.store = store
        self.graded = graded
        self.found = found
        self.entries: dict[str, Entry] = {}
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
        running: dict[Future[Entry], tuple[Submission, Path]] = {}
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

    def _begin(self, pool: Executor, student: str, path: Path) -> tuple[Future[Entry], Submission] | None:
        """Hand a submission to the pool, unless its entry is in the store: what went wrong with us is tried again."""
        stems, limits, sampling, sandbox, coverage = self.how
        one = submission.read_submission(path, student, limits.source_bytes)
        self.keys[student] = identity = self._key(one)
        entry = self.store.get(identity) if self.store else None
        if entry is None or _went_wrong(entry):
            return pool.submit(grade_there, one, stems, limits, sampling, sandbox, coverage), one
        self.found(entry)
        return None

    def _end(self, future: Future[Entry], one: Submission, last: bool) -> bool:
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
            entry = ungraded(one, self.how[0], gone if killed(error) else traceback.format_exc(limit=-6))
        identity = self.keys[one.student]
        if self.store:
            self.store.put(identity, entry)
        else:
            self.entries[identity] = entry
        self.graded(entry)
        return True

    def _key(self, one: Submission) -> str:
        """One name for all that decides the entry: who, what code, and how it is judged."""
        stems, limits, sampling, sandbox, coverage = self.how
        files = {stem: [str(file.path), file.text, file.problem] for stem, file in one.files.items()}
        who = [one.student, str(one.path), one.problem, files]
        judged = [
            stems,
            asdict(limits),
            asdict(sampling),
            sandbox,
            coverage,
            provenance.deciding(),
            platform.python_version(),
        ]
        return key(who, judged)


def _went_wrong(entry: Entry) -> bool:
    checks = [check for exercise in (*entry["exercises"], *entry["badges"]) for check in exercise["checks"]]
    return any(check["status"] == "grader_error" for check in checks)


def grade_there(
    one: Submission, stems: list[str], limits: Limits, sampling: Sampling, sandbox: str, coverage: bool
) -> Entry:
    """Grade a submission in whatever process this is."""
    entry = grade(one, stems, limits, sampling, choose(sandbox))
    return with_coverage(entry, one, limits, sampling, choose(sandbox)) if coverage else entry
