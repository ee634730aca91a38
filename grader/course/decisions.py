"""`decisions.json`, beside the course file: what a person has decided about submissions, checks and mistakes.

It is no part of a grading: it survives `--fresh` and an upgrade, and each grading applies it again. A decision about a
student's exercise is bound to the text that the person saw; it says so where the text is another one now.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import msgspec

from checks.model.status import Status
from grader.printable import harmless
from grader.record import CheckEntry, ExerciseEntry, SubmissionEntry, SubmissionStatus
from grader.review import Decided, Doubt, DoubtKind
from grader.whole_file import BY_UMASK, write_whole

FILE = "decisions.json"

LOCK = ".decisions.lock"
"""Beside the file, and empty. Who has it locked may change the decisions."""

LOCK_SECONDS = 30.0
"""Time that a change waits for another one. Each takes far less: nobody is asked anything in between."""

ACCEPTED, REFUSED, POINTS = "accepted", "refused", "points"


class DecisionsError(ValueError):
    """The file cannot be read. The message says what was expected, what came, and what to do."""


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person has said about one exercise of a student, or about the whole submission."""

    student: str
    """The name of the student's folder."""

    exercise: str
    """Empty for the submission as a whole: that it is graded as it was collected."""

    text: str
    """Which text the person saw, see `text_of`."""

    verdict: Annotated[str, msgspec.Meta(pattern=f"^({ACCEPTED}|{REFUSED}|{POINTS})$")]
    """accepted: the points stay. refused: there are none. points: there are as many as `points` says."""

    points: Annotated[float, msgspec.Meta(ge=0)]
    comment: str
    by: str
    at: str


class ForAll(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person has said about a check or a misconception, for the whole class."""

    comment: str
    by: str
    at: str
    points: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    """What the misconception costs less, in each exercise."""


class Decisions(msgspec.Struct, forbid_unknown_fields=True):
    """All decisions of a course."""

    students: list[Decision] = []
    void: dict[str, ForAll] = {}
    """Checks that count as passed for everybody."""

    milder: dict[str, ForAll] = {}
    """Misconceptions that cost less."""

    def find(self, student: str, exercise: str) -> Decision | None:
        """Return the latest decision about a student's exercise; None if there is none."""
        found = [one for one in self.students if (one.student, one.exercise) == (student, exercise)]
        return found[-1] if found else None

    def about(self, student: str, exercise: str) -> Decisions:
        """Return those that can matter to a student's exercise."""
        own = self.find(student, exercise)
        void = {check: said for check, said in self.void.items() if check.partition("::")[0] == exercise}
        return Decisions([own] if own else [], void, self.milder)


def read_decisions(folder: Path) -> Decisions:
    """Read the decisions beside a course file; none if there is no such file.

    Raises:
        DecisionsError: The file is there, and cannot be read.
    """
    file = folder / FILE
    try:
        return msgspec.json.decode(file.read_bytes(), type=Decisions)
    except FileNotFoundError:
        return Decisions()
    except OSError as error:
        raise DecisionsError(f"{file} cannot be read: {error.strerror}") from None
    except msgspec.DecodeError as error:
        raise DecisionsError(
            f"{file}: expected what `grader review` writes, got something else: {error}; take back what was edited"
        ) from None


@contextmanager
def changing(folder: Path) -> Iterator[Decisions]:
    """Give the decisions beside a course file to be changed, and write them unless something is raised in between.

    Nobody else changes them meanwhile, so that of two people who decide at the same time neither undoes the other.

    Raises:
        DecisionsError: The file cannot be read, or somebody else is changing it for too long.
        OSError: The file cannot be written.
    """
    from filelock import FileLock, Timeout  # which gradings do without

    try:
        # Who can write into the folder can decide, so the lock is for all of them, whatever the umask.
        with FileLock(folder / LOCK, timeout=LOCK_SECONDS, mode=folder.stat().st_mode & BY_UMASK):
            decisions = read_decisions(folder)
            yield decisions
            write_decisions(decisions, folder)
    except Timeout:
        raise DecisionsError(
            f"{folder / FILE}: expected a turn within {LOCK_SECONDS:g} seconds, but another `grader review` is "
            "changing it; nothing was decided, try again when that one has ended"
        ) from None


def write_decisions(decisions: Decisions, folder: Path) -> None:
    """Write the decisions beside a course file."""
    write_whole(folder / FILE, to_json(decisions), BY_UMASK)


def to_json(decisions: Decisions) -> bytes:
    """Return the text of the file."""
    return msgspec.json.format(msgspec.json.encode(decisions), indent=1) + b"\n"


def text_of(entry: SubmissionEntry, exercise: str) -> str:
    """Return a digest of what a person sees: an exercise's text, or all texts of a submission."""
    texts = {one.id: one.sha256 or "nothing" for one in (*entry.exercises, *entry.badges)}
    return texts.get(exercise, "nothing") if exercise else " ".join(text[:16] for text in texts.values())


def apply_points(entry: SubmissionEntry, student: str, decisions: Decisions) -> SubmissionEntry:
    """Give the points that a person has decided on. Call it before penalties, which hold for these points as well."""
    exercises = [_decided(_for_all(one, decisions), entry, student, decisions) for one in entry.exercises]
    if exercises == entry.exercises:
        return entry
    return msgspec.structs.replace(entry, exercises=exercises, score=sum(one.score for one in exercises))


def settle(entry: SubmissionEntry, student: str, decisions: Decisions) -> SubmissionEntry:
    """Take out the doubts that a person has settled, and say which decisions are about another text than this one."""
    left, notes = [], [*entry.notes]
    for doubt in entry.doubts or []:
        decision = decisions.find(student, doubt.exercise)
        if (decision and decision.text == text_of(entry, doubt.exercise)) or _all_void(entry, doubt, decisions):
            notes = [note for note in notes if note != doubt.what]
        else:
            left.append(doubt)
    known = {one.id: one.decided for one in entry.exercises if one.decided}
    whole = decisions.find(student, "")
    if whole and whole.text == text_of(entry, ""):
        known = {"": _decided_as(whole), **known}
    for exercise in ("", *(one.id for one in entry.exercises)):
        about = exercise or "the submission"
        decision = decisions.find(student, exercise)
        if decided := known.get(exercise):
            notes.append(decided.note(about))
        elif decision and decision.verdict != ACCEPTED:
            what = f"{about}: {decision.by} decided about another text than this one, at {decision.at}. Look again."
            left.append(Doubt(DoubtKind.CODE, what, exercise))
            notes.append(what)
    notes += _notes_for_all(entry, decisions)
    status = SubmissionStatus.NEEDS_REVIEW if left or _unexplained(entry) else SubmissionStatus.GRADED
    return msgspec.structs.replace(entry, doubts=left or None, decided=known.get(""), notes=notes, status=status)


def _notes_for_all(entry: SubmissionEntry, decisions: Decisions) -> Iterator[str]:
    """Say what was decided for everybody and concerns this submission, in words that a student may read."""
    for check in entry.checks:
        if said := decisions.void.get(check.id):
            yield f"'{check.title}' has full marks for everybody" + (f": {said.comment}" if said.comment else "")
    found = {check.misconception.id: check.misconception for check in entry.checks if check.misconception}
    for name, mistake in found.items():
        if said := decisions.milder.get(name):
            yield f"'{mistake.name}' costs {said.points:g} less" + (f": {said.comment}" if said.comment else "")


def _unexplained(entry: SubmissionEntry) -> bool:
    """Return whether an entry of an older version needs a person, and does not say which question it is."""
    return entry.status is SubmissionStatus.NEEDS_REVIEW and entry.doubts is None


def _all_void(entry: SubmissionEntry, doubt: Doubt, decisions: Decisions) -> bool:
    checks = [check for one in entry.exercises if one.id == doubt.exercise for check in one.checks]
    failed = [check.id for check in checks if check.status is Status.GRADER_ERROR]
    return doubt.kind is DoubtKind.GRADER and bool(failed) and set(failed) <= decisions.void.keys()


def _for_all(exercise: ExerciseEntry, decisions: Decisions) -> ExerciseEntry:
    less = {name: said.points for name, said in decisions.milder.items()}
    checks = [_check(check, decisions, less) for check in exercise.checks]
    if checks == exercise.checks:
        return exercise
    return msgspec.structs.replace(exercise, checks=checks, score=round(sum(check.score for check in checks), 4))


def _check(check: CheckEntry, decisions: Decisions, less: dict[str, float]) -> CheckEntry:
    """Apply what was said about a check and its mistake; `less` is what each mistake still costs less in the exercise.

    A mistake often fails several checks. What it costs less is for the mistake, not for each of them.
    """
    if check.id in decisions.void:
        return msgspec.structs.replace(check, score=check.max_score)
    if check.misconception and (left := less.get(check.misconception.id)):
        given = min(left, check.max_score - check.score)
        less[check.misconception.id] = left - given
        return msgspec.structs.replace(check, score=check.score + given)
    return check


def _decided(one: ExerciseEntry, entry: SubmissionEntry, student: str, decisions: Decisions) -> ExerciseEntry:
    decision = decisions.find(student, one.id)
    if decision is None or decision.text != text_of(entry, one.id):
        return one
    changes: dict[str, Any] = {"decided": _decided_as(decision)}
    if decision.verdict != ACCEPTED:
        changes["score"] = 0.0 if decision.verdict == REFUSED else min(decision.points, one.max_score)
    return msgspec.structs.replace(one, **changes)


def _decided_as(decision: Decision) -> Decided:
    verdict = f"{decision.points:g} points" if decision.verdict == POINTS else decision.verdict
    return Decided(verdict, *map(harmless, (decision.by, decision.at, decision.comment)))
