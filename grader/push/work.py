"""Works through a queue of pushes: the newest commit of each branch is graded, and older ones are skipped."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import NamedTuple, TextIO

from msgspec.structs import replace

from grader.course import config
from grader.course.config import Course
from grader.intake.git import git, identity
from grader.push.answer import Time, Verdict, answer_update
from grader.push.hook import FAILED, log_error, read_settings
from grader.push.queue import Job, Queue, Update, by_repository
from grader.push.receive import NOTES, answer_file
from grader.push.status import State, tell_status

LOOK_SECONDS = 0.2
"""Time between two looks for something to do."""

MOST_TRIES = 5
"""How often the grading of a push is begun. If it kills its worker that often, a person has to look."""

KEPT_ANSWERS = 10
"""Number of answers kept in a repository, so that whoever waits for one finds it. The Git notes have all of them."""


class Rules(NamedTuple):
    """What holds for all branches of a push."""

    file: Path | None
    """The course file, if there is one."""

    course: Course


def work(queue: Queue, until_done: bool, alone: Callable[[], bool], sleep: Callable[[float], None] = sleep) -> None:
    """Grade pushes one after the other.

    Args:
        queue: The queue.
        until_done: Whether to end when no push is waiting.
        alone: Tells whether the one who would start another worker has ended; then this one ends as well.
        sleep: Waits; a test gives its own.
    """
    while not alone():
        with queue.claim() as jobs:
            if jobs:
                answer(queue, jobs)
                gc.collect()  # a worker may live for weeks, and Python's own collection comes late
                continue
        if until_done and not queue.waiting():
            return
        sleep(LOOK_SECONDS)


def answer(queue: Queue, jobs: list[Job]) -> None:
    """Answer the newest push to a repository, and say in the older ones which of their branches are skipped.

    Args:
        queue: The queue.
        jobs: All pushes to the repository that are waiting, the oldest first.
    """
    rules = _read_rules(jobs[-1])
    newer: dict[str, Update] = {}
    for job in reversed(jobs):
        if skipped := [update for update in job.updates if update.ref in newer]:
            _skip(queue, job, skipped, newer, rules)
        newer = {update.ref: update for update in job.updates} | newer
    if jobs[-1].tries == MOST_TRIES:
        _log(jobs[-1], f"{MOST_TRIES} workers died while they graded {jobs[-1].updates[0].new}")
        with _answering(jobs[-1]) as file:
            _fail(jobs[-1], jobs[-1].updates, file, rules)
    else:
        job = replace(jobs[-1], tries=jobs[-1].tries + 1)
        queue.write(job)
        _grade(job, rules, len(by_repository(queue.waiting())))
    queue.finish(jobs[-1])


def _read_rules(job: Job) -> Rules | None:
    """Read what the hook was installed with; None if that is wrong, which the instructor finds in the log, once."""
    try:
        file = read_settings(Path(job.repository)).course
        return Rules(file, config.read_course(file) if file else Course())
    except config.CourseError as error:
        _log(job, str(error))
    except Exception:  # noqa: BLE001  # the settings are damaged, say
        _log(job, traceback.format_exc())
    return None


def _skip(queue: Queue, job: Job, skipped: list[Update], newer: dict[str, Update], rules: Rules | None) -> None:
    """Say of branches of a push that they are not graded. The push is done with if no other branch is left."""
    lines = [
        f"{update.name} {update.new[:10]}: skipped, since a newer push to it, {newer[update.ref].new[:10]}, is graded."
        for update in skipped
    ]
    for update, line in zip(skipped, lines, strict=True):
        _publish(job, update, [line], State.SKIPPED, "skipped: a newer push is graded", rules)
    left = tuple(update for update in job.updates if update not in skipped)
    job = replace(job, updates=left, said=(*job.said, *lines))
    if left:
        queue.write(job)
    else:
        with _answering(job) as file:
            _say(file, job.said)
        queue.finish(job)


def _grade(job: Job, rules: Rules | None, waiting: int) -> None:
    """Grade the branches of a push, and write the answer as it is known.

    Args:
        job: The push.
        rules: What holds for it.
        waiting: Number of repositories that wait for workers, this one among them. A push that is alone gets all.
    """
    repository = Path(job.repository)
    with _answering(job) as file:
        _say(file, job.said)
        left = list(job.updates)
        if rules is None:
            _fail(job, left, file, rules)
            return
        try:
            time = Time(rules.course.push.seconds)
            processes = max(1, rules.course.push.workers // max(1, waiting))
            while left:
                lines: list[str] = []
                verdict = _written(repository, left[0], rules.course, time, job.received, processes, file, lines)
                state = State.RIGHT if verdict.right else State.WRONG
                _publish(job, left.pop(0), lines, state, verdict.words, rules)
        except Exception:  # noqa: BLE001  # whatever it is, the student must not see a traceback of ours
            _log(job, traceback.format_exc())
            _fail(job, left, file, rules)


def _fail(job: Job, updates: Iterable[Update], file: TextIO, rules: Rules | None) -> None:
    """Say that the grader failed on these branches."""
    _say(file, FAILED)
    for update in updates:
        _publish(job, update, list(FAILED), State.FAILED, "the grader itself failed", rules)


def _written(
    repository: Path,
    update: Update,
    rules: Course,
    time: Time,
    since: datetime,
    processes: int,
    file: TextIO,
    lines: list[str],
) -> Verdict:
    """Write an answer line by line, to a file and a list, and return its short form."""
    told = answer_update(repository, update, rules, time, since, processes)
    while True:
        try:
            line = next(told)
        except StopIteration as end:
            verdict: Verdict = end.value
            return verdict
        _say(file, [line])
        lines.append(line)


def _publish(job: Job, update: Update, lines: list[str], state: State, words: str, rules: Rules | None) -> None:
    """Keep an answer as a Git note of the commit, and tell the server its short form. Neither can cost the answer."""
    repository = Path(job.repository)
    try:
        text = "".join(f"{line}\n" for line in lines).encode()
        # A commit that is skipped may have been graded on another branch: that answer stays.
        how = ("append",) if state is State.SKIPPED else ("add", "--force")
        git(repository, "notes", f"--ref={NOTES}", *how, "--file=-", update.new, data=text, env=identity("grader"))
    except Exception:  # noqa: BLE001  # a full disk, say
        _log(job, traceback.format_exc())
    try:
        if rules and rules.file:
            tell_status(rules.course.push, rules.file, job.project, update.new, state, words)
    except Exception:  # noqa: BLE001  # the server does not answer, or the token is not there
        _log(job, traceback.format_exc(limit=0))


@contextmanager
def _answering(job: Job) -> Iterator[TextIO]:
    """Open the file of an answer, anew if a killed worker has begun it, and remove old answers."""
    place = answer_file(job)
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w", encoding="utf-8") as file:
        yield file
    for old in sorted(place.parent.glob("*.txt"))[:-KEPT_ANSWERS]:
        old.unlink(missing_ok=True)


def _say(file: TextIO, lines: Iterable[str]) -> None:
    for line in lines:
        file.write(f"{line}\n")
    file.flush()  # the push shows it at once


def _log(job: Job, what: str) -> None:
    log_error(Path(job.repository), what)
