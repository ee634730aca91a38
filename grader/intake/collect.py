"""Collects from each student's repository the state at the deadline."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from checks.exercises import BADGES
from grader.course import timestamps
from grader.course.config import Course
from grader.intake.collected import Collected, Collection, CollectionError, read_collection, write_collection
from grader.intake.commit_files import places, take_files
from grader.intake.git import GitError, end_all, git, git_text
from grader.intake.hand_in_times import HandIn, find_hand_ins
from grader.intake.left_over import make_anew, refuse_to_replace
from grader.intake.local_repository import source_of
from grader.intake.own_deadlines import OwnDeadlines
from grader.intake.roster import RosterRow
from grader.intake.taken import find_misplaced, find_taken, find_too_late
from grader.printable import first_few, fit

CLONES = ".repositories"
"""Folder of the clones inside that of the collection; hidden, so that the grader does not take it for a student."""

CLONE_SECONDS = 300.0
"""Maximum seconds for one clone or fetch."""

JOBS = 8
"""Number of clones in parallel: they wait for the network, not for this machine."""

MOST_LISTED = 5
"""Maximum number of commits or files listed by name in one remark."""

MOST_SAID = 300
"""Maximum characters of a reason why a repository could not be collected."""


def collect(
    rows: list[RosterRow], into: Path, course: Course, pseudonyms: bool = False
) -> Iterator[tuple[RosterRow, Collected]]:
    """Collect every row of the roster, several at once. An interrupted collection is resumed.

    Args:
        rows: The students and their repositories.
        into: The folder for the students' folders and `collected.json`; made if need be.
        course: Its exercises, deadlines and days of grace.
        pseudonyms: Whether the rows have pseudonyms for the students' names.

    Yields:
        Each row with what was collected, as soon as it is there.

    Raises:
        ValueError: A student's folder is there already, and is no collection's; nothing has been replaced.
    """
    refuse_to_replace(into, [row.student for row in rows])
    into.mkdir(parents=True, exist_ok=True)
    asked = {stem: time.isoformat() for stem, time in course.deadlines.items()}
    rules = sha256(repr((course.late, course.late_days, sorted(course.students.items()))).encode()).hexdigest()
    done = _unfinished(into, asked, rules, rows)
    state = Collection(deadlines=asked, finished=False, students=dict(done), rules=rules, pseudonyms=pseudonyms)
    for row in rows:
        if row.student in done:
            yield row, done[row.student]
    pool = ThreadPoolExecutor(JOBS)
    try:
        futures = {pool.submit(_collect_row, row, into, course): row for row in rows if row.student not in done}
        for future in as_completed(futures):
            row, found = futures[future], future.result()
            state.students[row.student] = found
            write_collection(into, state)
            yield row, found
    finally:
        # After an interruption, no further clone begins, and those that run end.
        pool.shutdown(wait=False, cancel_futures=True)
        end_all()
        pool.shutdown()
    state.finished = True
    write_collection(into, state)


def _unfinished(into: Path, deadlines: dict[str, str], rules: str, rows: list[RosterRow]) -> dict[str, Collected]:
    """Return what an interrupted collection with the same rules already has. A finished one is done again."""
    try:
        state = read_collection(into)
    except CollectionError:
        return {}
    if state is None or state.finished or (state.deadlines, state.rules) != (deadlines, rules):
        return {}
    known = {row.student: row.repository for row in rows}
    return {s: c for s, c in state.students.items() if not c.problem and known.get(s) == c.repository}


def _collect_row(row: RosterRow, into: Path, course: Course) -> Collected:
    found = Collected(row.repository)
    folder = into / row.student
    make_anew(folder)
    try:
        clone = _clone(row, into)
        branch = row.branch or git_text(clone, "symbolic-ref", "HEAD").removeprefix("refs/heads/")
        found.rule, came = find_hand_ins(row.repository, clone, branch)
        own = OwnDeadlines(course, row.student, course.deadlines)
        stems = own.in_order((*course.exercises, *(badge.stem for badge in BADGES)))
        ends = [end for stem in stems if (end := own.end(stem))]
        too_late: dict[HandIn, list[str]] = {}
        for stem in stems:
            for hand_in in _take_exercise(stem, clone, came, folder, course.limits.source_bytes, own, found):
                # What came after everything is listed in short, without its exercises.
                if hand_in.time <= max(ends):
                    too_late.setdefault(hand_in, []).append(stem)
        _list_late(came, own.last(), too_late, found)
        _look_elsewhere(clone, folder, found)
    except (GitError, OSError, ValueError, OverflowError) as error:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        found.problem = fit(next((line for line in lines if line.startswith("fatal: ")), lines[-1]), MOST_SAID)
    return found


def _take_exercise(
    stem: str, clone: Path, came: list[HandIn], folder: Path, source_bytes: int, own: OwnDeadlines, found: Collected
) -> list[HandIn]:
    """Take one exercise: the last state that the student's deadline, late days and days of grace allow.

    Returns:
        The hand-ins that changed it later.
    """
    taken = find_taken(stem, clone, came, own)
    too_late = find_too_late(stem, clone, came, own.end(stem), taken)  # before this one spends late days
    found.commits[stem] = taken.commit if taken else None
    if taken:
        take_files(clone, taken.commit, folder, source_bytes, (stem,))
    if taken and taken.since:
        found.handed_in[stem] = taken.since
        if days := own.count(stem, taken.since).days:
            found.days_late[stem] = days
    return too_late


def _look_elsewhere(clone: Path, folder: Path, found: Collected) -> None:
    """Have a person look at exercises that are in other folders of the repository: they are not taken."""
    missing: dict[str, list[str]] = {}
    for stem, commit in found.commits.items():
        if commit and not any(os.path.lexists(folder / place) for place in places(stem)):
            missing.setdefault(commit, []).append(stem)
    misplaced = [place for commit, stems in missing.items() for place in find_misplaced(clone, commit, stems)]
    if misplaced:
        belong = "exercises belong at the top of the repository or in backprop/. Move them there, and collect again"
        found.problem = fit(f"{first_few(misplaced, MOST_LISTED)}: not taken; {belong}", MOST_SAID)


def _list_late(came: list[HandIn], last: datetime | None, too_late: dict[HandIn, list[str]], found: Collected) -> None:
    """List the commits after the student's last deadline, and others by the exercises for which they came too late.

    Whether they count, a person decides.
    """
    if last is None:
        return
    lists: dict[str, list[str]] = {}
    for hand_in in came:
        line = f"{hand_in.commit[:10]} {timestamps.show_time(hand_in.time)}"
        whats = [f"too late for {', '.join(too_late[hand_in])}"] if hand_in in too_late else []
        whats += ["late commits"] if hand_in.time > last else []
        for what in whats:
            lists.setdefault(what, []).append(line)
        found.late += [line] if whats else []
    for what, late in lists.items():
        found.remarks.append(f"{what}: {first_few(late, MOST_LISTED)} ({found.rule})")
    if not any(found.commits.values()):
        found.remarks.append("nothing was handed in in time" if came else "the branch has no commit")


def _clone(row: RosterRow, into: Path) -> Path:
    """Make a bare clone with all branches, or bring it up to date. Settings of the repository take no effect."""
    clone = into / CLONES / f"{row.student}.git"
    source, safely = source_of(row.repository)
    how = ("--quiet", "--no-tags", *safely)
    if clone.is_dir() and _origin(clone) == source:
        fetch = ("fetch", *how, "--prune", "--force", "--", "origin", "+refs/heads/*:refs/heads/*")
        git(clone, *fetch, seconds=CLONE_SECONDS)
    else:
        shutil.rmtree(clone, ignore_errors=True)
        part = clone.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.parent.mkdir(exist_ok=True)
        copy = ("clone", *how, "--no-local", "--bare", "--template=", "--", source, str(part.resolve()))
        git(into, *copy, seconds=CLONE_SECONDS)
        part.rename(clone)
    return clone


def _origin(clone: Path) -> str:
    """Return where a clone is from; empty if it is damaged."""
    try:
        return git_text(clone, "--git-dir=.", "config", "remote.origin.url")
    except GitError:
        return ""
