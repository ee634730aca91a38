"""Grades a pushed commit, and reports line by line."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import msgspec

from checks.law.answers import several
from checks.model.status import Status
from grader import api
from grader.course import timestamps
from grader.course.config import Course
from grader.course.decisions import apply_points, settle
from grader.course.rounding import round_scores
from grader.grading import provenance
from grader.grading.sandboxes import same_submission
from grader.grading.side_by_side import Take, side_by_side
from grader.grading.store import Store, key
from grader.grading.student_view import StudentEntry, student_entry
from grader.intake import files as submission
from grader.intake.commit_files import take_files
from grader.intake.excused import leave_out_excused
from grader.intake.git import git_text
from grader.intake.late_penalty import penalize
from grader.intake.own_deadlines import Lateness, OwnDeadlines
from grader.intake.push_history import FOLDER, NO_COMMIT, Begun, Graded, History, Limited
from grader.push.lateness import find_late
from grader.push.queue import Update
from grader.record import SubmissionStatus, to_data
from grader.reports.push import failures, scoreboard
from grader.review import FeedbackPolicy
from grader.sandbox import choose

LAST_SECONDS = 20.0
"""Time that the exercise which is being graded still has when the time of the push is over."""

Clock = Callable[[], float]
"""A monotonic clock in seconds."""


class Verdict(NamedTuple):
    """The answer in short, as a server shows it beside the commit."""

    right: bool
    """Whether nothing is wrong."""

    words: str


class Time:
    """The time for all branches of a push. It runs only while it is graded, not while it waits for its turn."""

    def __init__(self, seconds: float, clock: Clock = monotonic) -> None:
        self.seconds = seconds
        self.clock = clock
        self.is_fresh = True
        """Whether no exercise has been graded yet; the first one always is, so that each push makes progress."""

        self._spent = 0.0
        self._began = 0.0

    def begin(self) -> None:
        self._began = self.clock()

    def end(self) -> float:
        """Stop, and return for how long it has run this time."""
        seconds = self.clock() - self._began
        self._spent += seconds
        return seconds

    def left(self) -> float:
        """Return the seconds after which no further exercise is begun; none or more."""
        return max(0.0, self.seconds - self._spent - (self.clock() - self._began))


def answer_update(
    repository: Path, update: Update, rules: Course, time: Time, since: datetime, processes: int = 1
) -> Generator[str, None, Verdict]:
    """Grade a branch, and yield the answer line by line as it is known.

    Args:
        repository: The bare repository, with the hook installed.
        update: The branch and its commits.
        rules: The course.
        time: The time for all branches of the push.
        since: When the push came. A grading of the commit that has begun since was ours, and a kill ended it.
        processes: Maximum number of processes that grade.

    Yields:
        Lines for the student.

    Returns:
        The short form of the answer.
    """
    history = History(repository)
    yield f"{rules.name}: grading {repository.stem}, {update.name} {update.new[:10]}{_forced(repository, update)}"
    counted = any(event.commit == update.new and event.time >= since for event in history.events(Begun))
    if rules.gradings_per_hour and not counted and (free := history.next_grading(rules.gradings_per_hour)):
        minutes = int((free - datetime.now(UTC)).total_seconds() // 60) + 1
        history.add(Limited(ref=update.ref, commit=update.new))
        yield f"Not graded: the course allows {rules.gradings_per_hour} gradings per hour, and they are used up."
        yield f"Your push is accepted and kept. The next grading is possible from {timestamps.show_time(free)},"
        yield f"in {several(minutes, 'minute')}: then push again (git commit --allow-empty makes something to push)."
        return Verdict(False, "not graded: too many gradings in this hour")
    time.begin()
    store = Store(repository / FOLDER / "gradings", StudentEntry)
    begun = Begun(ref=update.ref, commit=update.new)
    with tempfile.TemporaryDirectory(prefix="push-") as temporary:
        folder = Path(temporary) / repository.stem
        take_files(repository, update.new, folder, rules.limits.source_bytes)
        begin: Callable[[], None] = (lambda: None) if counted else (lambda: history.add(begun))
        graded, new_files, late = _entry(folder, rules, store, time, processes, begin)
    seconds = time.end()
    if graded is None:
        yield f"Not graded for lack of time: {', '.join(late)}. Push again: finished gradings are kept."
        return Verdict(False, "not graded for lack of time")
    came_late = find_late(repository, update, rules, repository.stem, since)
    entry = _finished(graded, rules, repository.stem, came_late.days)
    before = None if late else history.last_score(update.ref)  # of a part, that would be no change
    if not late:
        history.add(
            Graded(
                ref=update.ref,
                commit=update.new,
                score=entry.score,
                max_score=entry.max_score,
                status=entry.status,
                seconds=round(seconds, 1),
                new_files=new_files,
            )
        )
    yield from scoreboard(entry, before)
    yield from came_late.notes
    if late:
        yield f"Not graded for lack of time: {', '.join(late)}. Push again: finished gradings are kept."
    yield from failures(entry)
    in_time = _finished(graded, rules, repository.stem, {})  # what is right is right, however late
    right = not late and in_time.score == in_time.max_score
    return Verdict(right, f"{entry.score:g} of {entry.max_score:g} points{', not all is graded' if late else ''}")


def _entry(
    folder: Path, rules: Course, store: Store[StudentEntry], time: Time, processes: int, begin: Callable[[], None]
) -> tuple[StudentEntry | None, int, list[str]]:
    """Grade the exercises that are not in the store, as far as the time goes.

    Args:
        folder: The files of the pushed commit.
        rules: The course.
        store: Gradings of earlier pushes, one exercise each.
        time: The time that is left for the push.
        processes: Maximum number of processes that grade.
        begin: Called before the first file is graded that is not in the store.

    Returns:
        The entry as the student may see it, without what `_finished` adds, None if no exercise is graded; the number
        of newly graded files, and the exercises left out for lack of time.
    """
    handed_in = submission.read_submission(folder, folder.name, rules.limits.source_bytes)
    sandbox = choose()
    kit = provenance.made_with(rules)
    made = to_data(kit)
    said = {stem: rules.decisions.about(folder.name, stem) for stem in rules.exercises}
    parts: dict[str, StudentEntry | None] = {}
    names: dict[str, str] = {}
    for stem in rules.exercises:
        file = handed_in.files.get(stem)
        names[stem] = key(stem, file.text if file else None, made, sandbox.name, to_data(said[stem]))
        if file and not file.problem and (known := store.get(names[stem])):
            parts[stem] = known
    missing = [stem for stem in rules.exercises if stem not in parts]
    if handed_in.files.keys() & set(missing):
        begin()

    def work(numbers: Iterator[int], take: Take) -> None:
        with same_submission():
            for number in numbers:
                take((missing[number], graded(missing[number])))

    def graded(stem: str) -> StudentEntry | None:
        left = time.left()
        if not left and not time.is_fresh:
            return None
        time.is_fresh = False
        limits = replace(rules.limits, exercise_seconds=min(rules.limits.exercise_seconds, left + LAST_SECONDS))
        entry = api.grade(handed_in, replace(rules, limits=limits), exercises=[stem], sandbox=sandbox.name)
        decided = settle(apply_points(entry, folder.name, said[stem]), folder.name, said[stem])
        known = student_entry(decided, kit.feedback or FeedbackPolicy())
        statuses = {check.status for exercise in known.exercises for check in exercise.checks}
        # A time-out may be due to a busy machine, and a grader error is ours: both are tried again next time.
        if not statuses & {Status.TIMEOUT, Status.GRADER_ERROR}:
            store.put(names[stem], known)
        return known

    def take(found: tuple[str, StudentEntry | None]) -> None:
        parts.update([found])

    side_by_side(len(missing), work, take, processes)
    # What a process had begun that was killed is graded here.
    work((number for number, stem in enumerate(missing) if stem not in parts), take)
    there = [part for stem in rules.exercises if (part := parts[stem])]
    late = [stem for stem in missing if parts[stem] is None]
    if not there:
        return None, 0, late
    unsure = any(part.status is SubmissionStatus.NEEDS_REVIEW for part in there)
    whole = msgspec.structs.replace(
        there[-1],
        score=sum(part.score for part in there),
        max_score=sum(part.max_score for part in there),
        status=SubmissionStatus.NEEDS_REVIEW if unsure else SubmissionStatus.GRADED,
        notes=list(dict.fromkeys(note for part in there for note in part.notes)),
        exercises=[exercise for part in there for exercise in part.exercises],
        doubts=[doubt for part in there for doubt in part.doubts or []] or None,
    )
    new = [stem for stem in missing if stem in handed_in.files and stem not in late]
    return whole, len(new), late


def _finished(entry: StudentEntry, rules: Course, student: str, late: Mapping[str, Lateness]) -> StudentEntry:
    """Apply the late penalty, the rounding and the student's exceptions, in the order of the table."""
    entry = penalize(entry, late, OwnDeadlines(rules, student, rules.deadlines), rules)
    return leave_out_excused(round_scores(entry, rules.rounding), rules, student)


def _forced(repository: Path, update: Update) -> str:
    if update.old == NO_COMMIT:
        return " (a new branch)"
    gone = git_text(repository, "rev-list", "--count", f"{update.new}..{update.old}")
    commits = "1 commit is" if gone == "1" else f"{gone} commits are"
    return f" (forced: {commits} no longer on it)" if gone != "0" else ""
