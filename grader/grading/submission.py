"""Grades one submission, and makes its entry in the record."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from checks.exercises import BADGES, EXERCISES
from checks.law.answers import several
from checks.model.status import Status
from grader.course import registry
from grader.diagnosis.introspection import UNREADABLE, suspicious
from grader.grading.coverage import with_coverage
from grader.grading.plan import Plan
from grader.grading.sandboxes import sandboxes
from grader.grading.side_by_side import Take, side_by_side
from grader.grading.solution import Examined, Told, examine
from grader.intake.files import SourceFile, Submission
from grader.judge.budget import Purse
from grader.judge.check_runner import Outcome
from grader.misconceptions.model import Named
from grader.paths import SKELETON
from grader.record import (
    BadgeEntry,
    CheckEntry,
    Counterexample,
    ExerciseEntry,
    MisconceptionName,
    SubmissionEntry,
    SubmissionStatus,
)
from grader.review import Doubt, DoubtKind


def grade(submission: Submission, plan: Plan, told: Told | None = None, processes: int = 1) -> SubmissionEntry:
    """Grade a submission: its entry has a score for every check on the grader's list, whatever the code did.

    Args:
        submission: The submission.
        plan: How to grade.
        told: Called with each exercise as soon as its visible checks are done, long before the rest; in their order.
        processes: Maximum number of processes that grade its exercises side by side. Each has sandboxes of its own, and
            all of the time for the submission.
    """
    time = Purse(plan.limits.submission_seconds)
    files = [Examined(stem, submission.files.get(stem), plan, time) for stem in plan.stems]
    if len(plan.stems) == len(EXERCISES):
        files += _badges(submission, plan, time)
    found = Found([file.stem for file in files if file.file], told or (lambda *_: None))

    def work(numbers: Iterator[int], take: Take) -> None:
        with sandboxes(plan) as places:
            for file in examine((files[number] for number in numbers), places, lambda *seen: take(seen)):
                take(_exercise_entry(file.stem, file.file, file.diagnosed()))

    side_by_side(len(files), work, found.take, min(processes, sum(file.has_to_be_asked for file in files)))
    # What a process was doing that has been killed, perhaps for lack of memory, is done here.
    if missing := [number for number, file in enumerate(files) if file.stem not in found.entries]:
        work(iter(missing), found.take)
    entries = [found.entries[file.stem] for file in files]
    earned = [_badge_entry(entry) for entry in entries[len(plan.stems) :]]
    entry = _submission_entry(submission, entries[: len(plan.stems)], earned)
    return with_coverage(entry, submission, plan) if plan.coverage else entry


class Found:
    """What is known of a submission while it is graded, in one process or in several."""

    def __init__(self, stems: Sequence[str], told: Told) -> None:
        """Begin; `told` is called with each of these exercises, in their order."""
        self.entries: dict[str, ExerciseEntry] = {}
        self._passed: dict[str, tuple[int, int]] = {}
        self._untold = deque(stems)
        self._told = told

    def take(self, found: tuple[str, int, int] | ExerciseEntry) -> None:
        """Take the entry of an exercise, or how many of its visible checks pass, and how many there are."""
        if isinstance(found, ExerciseEntry):
            self.entries[found.id] = found
            return
        stem, *counts = found
        self._passed[stem] = (counts[0], counts[1])
        while self._untold and self._untold[0] in self._passed:
            following = self._untold.popleft()
            self._told(following, *self._passed[following])


def ungraded(submission: Submission, plan: Plan, reason: str) -> SubmissionEntry:
    """Make the entry of a submission that could not be graded: no points, and a review by a person.

    Args:
        submission: The submission.
        plan: How it should have been graded.
        reason: Why it was not, for the person.

    Returns:
        An entry with the status `needs_review`, in which every check is a grader error.
    """
    exercises = []
    for stem in plan.stems:
        outcomes = [Outcome(check, Status.GRADER_ERROR, problem=reason) for check in registry.all_checks(stem)]
        exercises.append(_exercise_entry(stem, submission.files.get(stem), outcomes))
    return _submission_entry(submission, exercises, [])


def _submission_entry(
    submission: Submission, exercises: list[ExerciseEntry], badges: list[BadgeEntry]
) -> SubmissionEntry:
    code = list(_doubts(submission, exercises))
    unread = [Doubt(DoubtKind.COLLECTION, submission.problem)] if submission.problem else []
    doubts = [*unread, *code, *_unjudged([*exercises, *badges])]
    notes = [doubt.what for doubt in (*unread, *code)]
    if not submission.files and not submission.problem:
        notes.append(f"{submission.path} has no exercise file, neither in itself nor in backprop/ below it")
    return SubmissionEntry(
        student=submission.student,
        path=str(submission.path),
        score=sum(exercise.score for exercise in exercises),
        max_score=sum(exercise.max_score for exercise in exercises),
        status=SubmissionStatus.NEEDS_REVIEW if doubts else SubmissionStatus.GRADED,
        notes=notes,
        exercises=exercises,
        badges=badges,
        doubts=doubts or None,
    )


def _unjudged(exercises: Iterable[ExerciseEntry]) -> Iterator[Doubt]:
    """Yield a doubt for each exercise with checks that the grader could not judge."""
    for exercise in exercises:
        failed = [check for check in exercise.checks if check.status is Status.GRADER_ERROR]
        if failed:
            first = failed[0].message.strip().partition("\n")[0]
            yield Doubt(DoubtKind.GRADER, f"{several(len(failed), 'check')} could not be judged: {first}", exercise.id)


def _doubts(submission: Submission, exercises: list[ExerciseEntry]) -> Iterator[Doubt]:
    """Yield a doubt for each exercise whose code may have earned its points by tampering with the counters.

    `grader.diagnosis.introspection` says which points that could be. Bonus exercises are left out: to run text as code
    is what they are about, and nothing is counted there.
    """
    for exercise in exercises:
        file = submission.files.get(exercise.id)
        if exercise.id in {badge.stem for badge in BADGES}:
            continue
        if file and exercise.score and (reaches := suspicious(file.text)):
            if reaches == [UNREADABLE]:
                what = f"{exercise.id} earned points with {UNREADABLE}. Look at it."
            else:
                listed = ", ".join(reaches[:5])
                what = f"{exercise.id} earned points with what no exercise needs: {listed}. Look at it."
            yield Doubt(DoubtKind.CODE, what, exercise.id)


def _badges(submission: Submission, plan: Plan, time: Purse) -> Iterator[Examined]:
    """Yield the badges that were handed in."""
    for badge in BADGES:
        if badge.stem in submission.files:
            others = {stem: _text_or_stub(stem, submission.files.get(stem)) for stem in badge.builds_on}
            yield Examined(badge.stem, submission.files[badge.stem], plan, time, others)


def _badge_entry(entry: ExerciseEntry) -> BadgeEntry:
    """Make the entry of a badge, whose points do not count: a full score earns it."""
    return BadgeEntry(**msgspec.structs.asdict(entry), earned=entry.score == entry.max_score)


def _text_or_stub(stem: str, file: SourceFile | None) -> str:
    """Return the student's module, or its stub: imports of a module that is not needed must not fail."""
    if file is None or file.problem:
        return (SKELETON / "backprop" / f"{stem}.py").read_text(encoding="utf-8")
    return file.text


def _exercise_entry(stem: str, file: SourceFile | None, outcomes: list[Outcome]) -> ExerciseEntry:
    hidden = set(registry.hidden_checks(stem))
    checks = [_check_entry(outcome, outcome.check in hidden) for outcome in outcomes]
    return ExerciseEntry(
        id=stem,
        file=str(file.path) if file else None,
        sha256=file.sha256 if file and not file.problem else None,
        score=sum(check.score for check in checks),
        max_score=sum(check.max_score for check in checks),
        checks=checks,
    )


def _check_entry(outcome: Outcome, hidden: bool) -> CheckEntry:
    scenario = outcome.scenario
    counterexample = None
    if scenario is not None:
        network = scenario.network
        counterexample = Counterexample(network.formula if network.nodes else "", outcome.code, network.to_json())
    return CheckEntry(
        id=outcome.check.id,
        title=outcome.check.law,
        hidden=hidden,
        status=outcome.status,
        score=outcome.score,
        max_score=outcome.check.points,
        message=outcome.message,
        line=outcome.line,
        counterexample=counterexample,
        misconception=_named(outcome.misconception),
        failure=outcome.failure,
    )


def _named(misconception: Named | None) -> MisconceptionName | None:
    if misconception is None:
        return None
    return MisconceptionName(misconception.id, misconception.name, misconception.explanation)
