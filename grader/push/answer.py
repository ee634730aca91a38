"""Answers a push: grades the pushed commits, and reports line by line. No push is refused."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import msgspec

from checks.model.status import Status
from grader import api
from grader.course import config, timestamps
from grader.course.config import Course
from grader.course.rounding import round_scores
from grader.grading import provenance
from grader.grading.sandboxes import same_submission
from grader.grading.store import Store, key
from grader.grading.student_view import StudentEntry, student_entry
from grader.intake import files as submission
from grader.intake.commit_files import take_files
from grader.intake.excused import leave_out_excused
from grader.intake.git import git, git_text
from grader.intake.own_deadlines import OwnDeadlines
from grader.intake.push_history import FOLDER, NO_COMMIT, Begun, Graded, History, Limited, Pushed
from grader.push.hook import SETTINGS
from grader.push.queue import Turn
from grader.record import SubmissionStatus, to_data
from grader.reports.push import failures, scoreboard
from grader.review import FeedbackPolicy
from grader.sandbox import choose

MOST_BRANCHES = 3
"""Number of branches graded in one push. The others can be pushed by themselves."""

PUSH_SECONDS = 40.0
"""Time of grading after which no further exercise of a push is begun, so that it is answered within a minute."""

LAST_SECONDS = 20.0
"""Time that the exercise which is being graded then still has."""

Clock = Callable[[], float]
"""A monotonic clock in seconds."""


class Update(NamedTuple):
    """One line of the hook's input: a ref, and its commits before and after the push."""

    old: str
    new: str
    ref: str

    @property
    def name(self) -> str:
        return self.ref.removeprefix("refs/heads/").removeprefix("refs/tags/")


class Time:
    """The time for all branches of a push. It runs only while it is graded, not while it waits for its turn."""

    def __init__(self, clock: Clock) -> None:
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
        return max(0.0, PUSH_SECONDS - self._spent - (self.clock() - self._began))


def answer_push(repository: Path, lines: Iterable[str], clock: Clock = monotonic) -> Iterator[str]:
    """Grade a push, and yield the answer line by line as it is known.

    Args:
        repository: The bare repository, with the hook installed.
        lines: What Git gives the hook: `old new ref` for each updated ref.
        clock: Measures the time that is left for grading; a test gives its own.

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
    settings = json.loads((repository / FOLDER / SETTINGS).read_text(encoding="utf-8"))
    rules = config.read_course(Path(settings["course"])) if settings["course"] else Course()
    head = git_text(repository, "symbolic-ref", "HEAD")
    graded = 0
    time = Time(clock)
    for update in sorted(updates, key=lambda update: update.ref != head):
        if not update.ref.startswith("refs/heads/"):
            yield f"{update.name}: noted. Tags are not graded, only branches."
        elif update.new == NO_COMMIT:
            yield f"{update.name}: deleted. Its scores are kept."
        elif graded == MOST_BRANCHES:
            yield f"{update.name}: not graded. A push grades {MOST_BRANCHES} branches: push the others by themselves."
        else:
            graded += 1
            with Turn(Path(settings["queue"])) as turn:
                if not turn.comes_at_once():
                    yield "Another push is being graded: yours waits for its turn."
                    turn.wait()
                yield from _grade(repository, update, rules, history, time)


def _grade(repository: Path, update: Update, rules: Course, history: History, time: Time) -> Iterator[str]:
    yield f"{rules.name}: grading {repository.stem}, {update.name} {update.new[:10]}{_forced(repository, update)}"
    if rules.gradings_per_hour and (free := history.next_grading(rules.gradings_per_hour)):
        minutes = int((free - datetime.now(UTC)).total_seconds() // 60) + 1
        history.add(Limited(ref=update.ref, commit=update.new))
        yield f"Not graded: the course allows {rules.gradings_per_hour} gradings per hour, and they are used up."
        yield f"Your push is accepted and kept. The next grading is possible from {timestamps.show_time(free)},"
        yield f"in {minutes} minutes: then push again (git commit --allow-empty makes something to push)."
        return
    time.begin()
    store = Store(repository / FOLDER / "gradings", StudentEntry)
    with tempfile.TemporaryDirectory(prefix="push-") as temporary:
        folder = Path(temporary) / repository.stem
        take_files(repository, update.new, folder, rules.limits.source_bytes)
        begun = Begun(ref=update.ref, commit=update.new)
        entry, new_files, late = _entry(folder, rules, store, time, lambda: history.add(begun))
    seconds = time.end()
    if entry is None:
        yield f"Not graded for lack of time: {', '.join(late)}. Push again: finished gradings are kept."
        return
    before = history.last_score(update.ref)
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
    yield from _extensions(rules, repository.stem)
    if late:
        yield f"Not graded for lack of time: {', '.join(late)}. Push again: finished gradings are kept."
    yield from failures(entry)


@same_submission()
def _entry(
    folder: Path, rules: Course, store: Store[StudentEntry], time: Time, begin: Callable[[], None]
) -> tuple[StudentEntry | None, int, list[str]]:
    """Grade the exercises that are not in the store, as far as the time goes.

    Args:
        folder: The files of the pushed commit.
        rules: The course.
        store: Gradings of earlier pushes, one exercise each.
        time: The time that is left for the push.
        begin: Called before the first file is graded that is not in the store.

    Returns:
        The entry as the student may see it, None if no exercise is graded; the number of newly graded
        files, and the exercises left out for lack of time.
    """
    handed_in = submission.read_submission(folder, folder.name, rules.limits.source_bytes)
    sandbox = choose()
    kit = provenance.made_with(rules)
    made = to_data(kit)
    parts: list[StudentEntry] = []
    new, late = 0, []
    for stem in rules.exercises:
        file = handed_in.files.get(stem)
        name = key(stem, file.text if file else None, made, sandbox.name)
        known = store.get(name) if file and not file.problem else None
        if known is None:
            left = time.left()
            if not left and not time.is_fresh:
                late.append(stem)
                continue
            time.is_fresh = False
            if file and not new:
                begin()
            limits = replace(rules.limits, exercise_seconds=min(rules.limits.exercise_seconds, left + LAST_SECONDS))
            graded = api.grade(handed_in, replace(rules, limits=limits), exercises=[stem], sandbox=sandbox.name)
            known = student_entry(graded, kit.feedback or FeedbackPolicy())
            new += bool(file)
            statuses = {check.status for exercise in known.exercises for check in exercise.checks}
            # A time-out may be due to a busy machine, and a grader error is ours: both are tried again next time.
            if not statuses & {Status.TIMEOUT, Status.GRADER_ERROR}:
                store.put(name, known)
        parts.append(known)
    if not parts:
        return None, new, late
    unsure = any(part.status is SubmissionStatus.NEEDS_REVIEW for part in parts)
    whole = msgspec.structs.replace(
        parts[-1],
        score=sum(part.score for part in parts),
        max_score=sum(part.max_score for part in parts),
        status=SubmissionStatus.NEEDS_REVIEW if unsure else SubmissionStatus.GRADED,
        notes=list(dict.fromkeys(note for part in parts for note in part.notes)),
        exercises=[exercise for part in parts for exercise in part.exercises],
        doubts=[doubt for part in parts for doubt in part.doubts or []] or None,
    )
    return leave_out_excused(round_scores(whole, rules.rounding), rules, folder.name), new, late


def _extensions(rules: Course, student: str) -> Iterator[str]:
    """Tell a student of the deadlines that are this student's own."""
    own = OwnDeadlines(rules, student, rules.deadlines)
    for stem in rules.deadlines:
        deadline = own.deadline(stem)
        if deadline and deadline != own.of_class(stem):
            yield f"{stem}: extended until {timestamps.show_time(deadline)}"


def _forced(repository: Path, update: Update) -> str:
    if update.old == NO_COMMIT:
        return " (a new branch)"
    gone = git_text(repository, "rev-list", "--count", f"{update.new}..{update.old}")
    return f" (forced: {gone} commits are no longer on it)" if gone != "0" else ""
