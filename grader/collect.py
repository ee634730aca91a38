"""Takes from each student's repository what was there at the deadline.

When a commit was handed in is what the server saw, where it kept a note: the time of the push, in the hook's history or
in the reflog of the bare repository. Elsewhere it is the committer's date, which a student can set: a commit then
counts as handed in at the latest date among itself and all its ancestors, so that a date set back on top of a late
commit gains nothing.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any

from checks.exercises import BADGES
from grader import lateness, moments
from grader.checkout import take
from grader.course import Course
from grader.git import GitError, git, text
from grader.history import NO_COMMIT, History

CLONES = ".repositories"
"""In the folder of the collection; hidden, so that the grader does not take it for a student."""

CLONE_SECONDS = 300.0
JOBS = 8
"""Clones at the same time: they wait for the network, not for this machine."""

MOST_LATE = 5
"""Late commits listed by name."""

PUSHED = "server's push time"
DATED = "committer date"


class RosterError(ValueError):
    """The roster is not right; the message has a line for each mistake."""


@dataclass(frozen=True)
class Row:
    """One student of the roster."""

    student: str
    repository: str
    branch: str = ""


@dataclass(frozen=True)
class Arrival:
    """A commit and when it was handed in."""

    commit: str
    time: datetime


@dataclass
class Collected:
    """What came of one row, as it is kept in `collected.json`."""

    repository: str
    problem: str = ""
    rule: str = ""
    commits: dict[str, str | None] = field(default_factory=dict)
    """By exercise: the commit that was taken; None if there was none in time."""

    late: list[str] = field(default_factory=list)
    days_late: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def read_roster(path: Path) -> list[Row]:
    """The rows of a roster: a CSV file with the columns student and repository, and branch if need be."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            table = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise RosterError(f"{path} cannot be read: {error}") from None
    rows, mistakes, seen = [], [], set()
    for at, line in enumerate(table, start=2):
        values = {(key or "").strip().lower(): (value or "").strip() for key, value in line.items() if key}
        row = Row(values.get("student", ""), values.get("repository", ""), values.get("branch", ""))
        if not {"student", "repository"} <= set(values):
            raise RosterError(f"{path}: expected the columns student and repository, got {', '.join(values)}")
        if not re.fullmatch(r"\w[\w .@+-]*", row.student):
            mistakes.append(f"{path}, line {at}: expected a student's name that can name a folder, got {row.student!r}")
        elif row.student in seen:
            mistakes.append(f"{path}, line {at}: expected each student once, got {row.student!r} again")
        if not row.repository or row.repository.startswith("-"):
            mistakes.append(f"{path}, line {at}: expected a URL or a path, got {row.repository!r}")
        seen.add(row.student)
        rows.append(row)
    if mistakes or not rows:
        raise RosterError("\n".join(mistakes or [f"{path}: expected a row for each student, got none"]))
    return rows


def collect(rows: list[Row], into: Path, course: Course) -> Iterator[tuple[Row, Collected]]:
    """Collect every row, several at once, each as soon as it is there. What was interrupted goes on where it was."""
    into.mkdir(parents=True, exist_ok=True)
    asked = {stem: time.isoformat() for stem, time in course.deadlines.items()}
    done = _unfinished(into, asked, rows)
    state: dict[str, Any] = {"deadlines": asked, "finished": False, "students": {s: asdict(c) for s, c in done.items()}}
    for row in rows:
        if row.student in done:
            yield row, done[row.student]
    pool = ThreadPoolExecutor(JOBS)
    try:
        futures = {pool.submit(_collect_row, row, into, course): row for row in rows if row.student not in done}
        for future in as_completed(futures):
            row, found = futures[future], future.result()
            state["students"][row.student] = asdict(found)
            _write(into / lateness.FILE, state)
            yield row, found
    finally:
        # After an interruption, what has not begun is not begun.
        pool.shutdown(cancel_futures=True)
    _write(into / lateness.FILE, {**state, "finished": True})


def _unfinished(into: Path, deadlines: dict[str, str], rows: list[Row]) -> dict[str, Collected]:
    """What an interrupted collection with the same deadlines has already got. A finished one is done anew."""
    try:
        state = json.loads((into / lateness.FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if state["finished"] or state["deadlines"] != deadlines:
        return {}
    known = {row.student: row.repository for row in rows}
    found = {student: Collected(**values) for student, values in state["students"].items()}
    return {s: c for s, c in found.items() if not c.problem and known.get(s) == c.repository}


def _collect_row(row: Row, into: Path, course: Course) -> Collected:
    found = Collected(row.repository)
    folder = into / row.student
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        clone = _clone(row, into)
        branch = row.branch or text(clone, "symbolic-ref", "--short", "HEAD")
        found.rule, arrivals = _arrivals(row, clone, branch)
        for stem in (*course.exercises, *(badge.stem for badge in BADGES)):
            _take_exercise(stem, clone, arrivals, folder, course, found)
        _list_late(arrivals, course, found)
    except (GitError, OSError, ValueError, OverflowError) as error:
        lines = str(error).strip().splitlines()
        found.problem = next((line for line in lines if line.startswith("fatal: ")), lines[-1])
    return found


def _take_exercise(
    stem: str, clone: Path, arrivals: list[Arrival], folder: Path, course: Course, found: Collected
) -> None:
    """Take one exercise: the last state in time, or within the days of grace if the course has such days."""
    deadline = course.deadlines.get(stem, max(course.deadlines.values(), default=None))
    grace = timedelta(days=course.late.days) if course.late else timedelta()
    in_time = [a for a in arrivals if deadline is None or a.time <= deadline]
    in_grace = [a for a in arrivals if deadline is None or a.time <= deadline + grace]
    found.commits[stem] = in_grace[-1].commit if in_grace else None
    if not in_grace:
        return
    taken = in_grace[-1]
    take(clone, taken.commit, folder, course.limits.source_bytes, (stem,))
    if deadline is None or taken.time <= deadline:
        return
    # Late is who changed this exercise late, from the moment since which it is as it was taken.
    wanted = _content(clone, taken.commit, stem)
    since = taken
    for arrival in reversed(in_grace):
        if _content(clone, arrival.commit, stem) != wanted:
            break
        since = arrival
    unchanged = bool(in_time) and since.time <= deadline
    if not unchanged:
        found.days_late[stem] = ceil((since.time - deadline) / timedelta(days=1))


def _content(clone: Path, commit: str, stem: str) -> bytes:
    return git(clone, "ls-tree", commit, f"{stem}.py", f"backprop/{stem}.py")


def _list_late(arrivals: list[Arrival], course: Course, found: Collected) -> None:
    """The commits after the last of the deadlines; in whose favour they are, a person decides."""
    if not course.deadlines:
        return
    last = max(course.deadlines.values())
    late = [arrival for arrival in arrivals if arrival.time > last]
    found.late = [f"{a.commit[:10]} {moments.shown(a.time)}" for a in late]
    if late:
        more = f" and {len(late) - MOST_LATE} more" if len(late) > MOST_LATE else ""
        found.remarks.append(f"late commits: {', '.join(found.late[:MOST_LATE])}{more} ({found.rule})")
    if not any(found.commits.values()):
        found.remarks.append("nothing was handed in in time" if arrivals else "the branch has no commit")


def _clone(row: Row, into: Path) -> Path:
    """A bare clone, made or brought up to date, with all branches as they are there now."""
    clone = into / CLONES / f"{row.student}.git"
    source = str(Path(row.repository).resolve()) if Path(row.repository).exists() else row.repository
    if clone.is_dir() and text(clone, "config", "remote.origin.url") == source:
        git(
            clone,
            "fetch",
            "--quiet",
            "--prune",
            "--force",
            "origin",
            "+refs/heads/*:refs/heads/*",
            seconds=CLONE_SECONDS,
        )
    else:
        shutil.rmtree(clone, ignore_errors=True)
        part = clone.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.parent.mkdir(exist_ok=True)
        git(into, "clone", "--quiet", "--bare", "--template=", "--", source, str(part.resolve()), seconds=CLONE_SECONDS)
        part.rename(clone)
    return clone


def _arrivals(row: Row, clone: Path, branch: str) -> tuple[str, list[Arrival]]:
    """What was handed in and when, the first first, and by which rule."""
    ref = f"refs/heads/{branch}"
    pushed = _pushed(Path(row.repository), ref) if os.path.isdir(row.repository) else []
    if pushed:
        for arrival in pushed:
            _bring(clone, Path(row.repository), arrival.commit)
        return PUSHED, pushed
    try:
        text(clone, "rev-parse", "--verify", ref)
    except GitError:
        branches = text(clone, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()
        there = f"there are {', '.join(branches)}" if branches else "the repository is empty"
        raise GitError(f"there is no branch {branch}: {there}") from None
    return DATED, _dated(clone, ref)


def _pushed(repository: Path, ref: str) -> list[Arrival]:
    """What the server noted: the hook's history, else the reflog."""
    events = [e for e in History(repository).events("pushed") if e["ref"] == ref]
    if events:
        return _since(events[0]["old"], [Arrival(event["new"], event["time"]) for event in events])
    if not (repository / "HEAD").is_file() or not (repository / "logs" / ref).is_file():
        return []  # a working copy's own log, in .git, is the student's
    lines = (repository / "logs" / ref).read_text(encoding="utf-8", errors="replace").splitlines()
    about = [line.partition("\t")[0].split() for line in lines]
    return _since(about[0][0], [Arrival(words[1], datetime.fromtimestamp(int(words[-2]), UTC)) for words in about])


def _since(before: str, arrivals: list[Arrival]) -> list[Arrival]:
    """With what was there before the server began to take notes, and without deletions of the branch."""
    all_of_them = [Arrival(before, datetime.min.replace(tzinfo=UTC)), *arrivals]
    return [arrival for arrival in all_of_them if arrival.commit != NO_COMMIT]


def _bring(clone: Path, repository: Path, commit: str) -> None:
    """Fetch a commit that a later push dropped from its branch: the server still has it."""
    try:
        git(clone, "cat-file", "-e", f"{commit}^{{commit}}")
    except GitError:
        server = "git -c uploadpack.allowAnySHA1InWant=true -c safe.directory=* upload-pack"
        git(clone, "fetch", "--quiet", f"--upload-pack={server}", str(repository.resolve()), commit)


def _dated(clone: Path, ref: str) -> list[Arrival]:
    """The commits of a branch, each at the latest committer's date of itself and its ancestors; parents first."""
    times: dict[str, int] = {}
    for line in text(clone, "log", "--topo-order", "--reverse", "--format=%H %ct %P", ref).splitlines():
        commit, date, *parents = line.split()
        times[commit] = max([int(date), *(times[parent] for parent in parents)])
    # A branch hands in its tips: what was merged later than it was made counts from the merge on.
    tips = text(clone, "rev-list", "--first-parent", "--reverse", ref).split()
    return [Arrival(commit, datetime.fromtimestamp(times[commit], UTC)) for commit in tips]


def _write(path: Path, state: dict[str, Any]) -> None:
    part = path.with_suffix(".part")
    part.write_text(json.dumps(state, indent=1) + "\n", encoding="utf-8")
    part.replace(path)
