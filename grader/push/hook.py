"""A hook for a server's bare repository: each push is graded, and answered in its own output. None is refused."""

from __future__ import annotations

import fcntl
import json
import shlex
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from checks.model.status import Status
from grader import api
from grader.course import config, timestamps
from grader.course.config import Course
from grader.grading import provenance
from grader.grading.store import Store, key
from grader.grading.student_view import StudentEntry, student_entry
from grader.intake import files as submission
from grader.intake.commit_files import take
from grader.intake.git import GitError, git, text
from grader.intake.push_history import FOLDER, NO_COMMIT, History
from grader.record import SubmissionStatus, to_data
from grader.reports.push import failures, scoreboard
from grader.sandbox import choose

MARK = "# Written by `grader hook install`."
MOST_BRANCHES = 3
"""Graded of one push: others can be pushed by themselves."""

ERRORS = "errors.log"

WAIT_SECONDS = 600.0
PUSH_SECONDS = 40.0
"""After so long, no further exercise is begun: a push is answered within the minute."""

SCRIPT = """#!/bin/sh
{mark}
# Grades a push and answers in its output. A push is never refused: this runs when it is already accepted.
{python} -P -m grader hook run {repository} 2>>{errors} || {{
    echo "Your push is accepted and kept. The grader could not be started, so there is no score:"
    echo "tell your instructor. Nothing is wrong with your push."
}}
exit 0
"""


class HookError(Exception):
    """The hook cannot be installed; the message says why."""


class Update(NamedTuple):
    """One line that Git gives the hook: a ref and what it pointed to before and after the push."""

    old: str
    new: str
    ref: str

    @property
    def name(self) -> str:
        return self.ref.removeprefix("refs/heads/").removeprefix("refs/tags/")


def install(repository: Path, course_file: Path | None, queue: Path | None) -> Path:
    """Put the hook where this server looks for it; returns that file."""
    repository = repository.resolve()
    try:
        bare = text(repository, "rev-parse", "--is-bare-repository") if repository.is_dir() else "no"
    except GitError:
        bare = "no"
    if bare != "true":
        raise HookError(f"{repository} is no bare repository: give the one on the server that students push to")
    config.find(course_file)
    course_file = course_file or (config.FILE if config.FILE.is_file() else None)
    # Gitea runs what is in post-receive.d, GitLab what is in custom_hooks; Git itself hooks/post-receive.
    places = (repository / "hooks/post-receive.d", repository / "custom_hooks", repository / "hooks")
    place = next((p for p in places if p.is_dir()), places[-1])
    hook = place / ("grader" if place.name == "post-receive.d" else "post-receive")
    if hook.exists() and MARK not in hook.read_text(encoding="utf-8", errors="replace"):
        raise HookError(f"{hook} is there already and is not ours: call the grader from it, or move it away")
    state = repository / FOLDER
    state.mkdir(exist_ok=True)
    queue = (queue or repository.parent / ".grading-queue").resolve()
    queue.touch()  # who cannot write it is told now, not at the first push
    settings = {"course": str(course_file.resolve()) if course_file else None, "queue": str(queue)}
    (state / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    # The server's own note of when each ref moved, and a corner that pushes cannot reach.
    git(repository, "config", "core.logAllRefUpdates", "true")
    git(repository, "config", "--replace-all", "transfer.hideRefs", "refs/grading", "^refs/grading$")
    hook.parent.mkdir(exist_ok=True)
    paths = {"python": sys.executable, "repository": repository, "errors": state / ERRORS}
    words = {name: shlex.quote(str(path)) for name, path in paths.items()}
    hook.write_text(SCRIPT.format(mark=MARK, **words), encoding="utf-8")
    hook.chmod(0o755)
    return hook


def answer(repository: Path, lines: Iterable[str]) -> Iterator[str]:
    """Grade what was pushed, and say so line by line as it comes."""
    history = History(repository)
    updates = [Update(*line.split()) for line in lines if line.strip()]
    for update in updates:
        history.add("pushed", **update._asdict())
        if update.new != NO_COMMIT and update.ref.startswith("refs/heads/"):
            # A later push may drop the commit from its branch; what was handed in stays.
            git(repository, "update-ref", f"refs/grading/{update.new}", update.new)
    settings = json.loads((repository / FOLDER / "settings.json").read_text(encoding="utf-8"))
    rules = config.read(Path(settings["course"])) if settings["course"] else Course()
    head = text(repository, "symbolic-ref", "HEAD")
    graded = 0
    for update in sorted(updates, key=lambda update: update.ref != head):
        if not update.ref.startswith("refs/heads/"):
            yield f"{update.name}: noted. Tags are not graded, the branch is."
        elif update.new == NO_COMMIT:
            yield f"{update.name}: deleted. Its scores are kept."
        elif graded == MOST_BRANCHES:
            yield f"{update.name}: not graded. {MOST_BRANCHES} branches of one push are, push the others by themselves."
        else:
            graded += 1
            with _turn(Path(settings["queue"])) as waited:
                if waited:
                    yield "Another push was being graded: yours waited for its turn."
                yield from _grade(repository, update, rules, history)


def _grade(repository: Path, update: Update, rules: Course, history: History) -> Iterator[str]:
    yield f"{rules.name}: grading {repository.stem}, {update.name} {update.new[:10]}{_forced(repository, update)}"
    if rules.gradings_per_hour and (free := history.next_grading(rules.gradings_per_hour)):
        minutes = int((free - datetime.now(UTC)).total_seconds() // 60) + 1
        history.add("limited", ref=update.ref, commit=update.new)
        yield f"Not graded: the course allows {rules.gradings_per_hour} gradings per hour, and they are used up."
        yield f"Your push is accepted and kept. The next grading is possible from {timestamps.shown(free)},"
        yield f"in {minutes} minutes: then push again (git commit --allow-empty makes something to push)."
        return
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="push-") as temporary:
        folder = Path(temporary) / repository.stem
        take(repository, update.new, folder, rules.limits.source_bytes)
        entry, new_files, late = _entry(folder, rules, Store(repository / FOLDER / "gradings", StudentEntry))
    before = history.last_score(update.ref)
    if not late:
        figures = {"score": entry.score, "max_score": entry.max_score, "status": entry.status}
        seconds = round(time.monotonic() - began, 1)
        history.add("graded", ref=update.ref, commit=update.new, **figures, seconds=seconds, new_files=new_files)
    yield from scoreboard(entry, before)
    if late:
        yield f"Not graded for want of time: {', '.join(late)}. Push again, what is graded already is kept."
    yield from failures(entry)


def _entry(folder: Path, rules: Course, store: Store[StudentEntry]) -> tuple[StudentEntry, int, list[str]]:
    """The entry fit for a student, how many exercises were new, and for which there was no time."""
    handed_in = submission.read(folder, folder.name, rules.limits.source_bytes)
    sandbox = choose()
    until = time.monotonic() + PUSH_SECONDS
    made = to_data(provenance.made_with(rules))
    parts: list[StudentEntry] = []
    new, late = 0, []
    for stem in rules.exercises:
        file = handed_in.files.get(stem)
        name = key(stem, file.text if file else None, made, sandbox.name)
        known = store.get(name) if file and not file.problem else None
        if known is None:
            if parts and time.monotonic() > until:
                late.append(stem)
                continue
            known = student_entry(api.grade(handed_in, rules, exercises=[stem], sandbox=sandbox.name))
            new += bool(file)
            statuses = {check.status for exercise in known.exercises for check in exercise.checks}
            # Of a machine with too much to do, or a fault of ours, nothing is kept.
            if not statuses & {Status.TIMEOUT, Status.GRADER_ERROR}:
                store.put(name, known)
        parts.append(known)
    unsure = any(part.status is SubmissionStatus.NEEDS_REVIEW for part in parts)
    whole = msgspec.structs.replace(
        parts[-1],
        score=sum(part.score for part in parts),
        max_score=sum(part.max_score for part in parts),
        status=SubmissionStatus.NEEDS_REVIEW if unsure else SubmissionStatus.GRADED,
        notes=list(dict.fromkeys(note for part in parts for note in part.notes)),
        exercises=[exercise for part in parts for exercise in part.exercises],
    )
    return whole, new, late


def _forced(repository: Path, update: Update) -> str:
    if update.old == NO_COMMIT:
        return " (a new branch)"
    gone = text(repository, "rev-list", "--count", f"{update.new}..{update.old}")
    return f" (forced: {gone} commits are no longer on it)" if gone != "0" else ""


@contextmanager
def _turn(queue: Path) -> Iterator[bool]:
    """Wait until no other push is being graded; gives whether there was any waiting.

    The lock belongs to the process: the system takes it back whatever happens to us.
    """
    with queue.open("a") as file:
        waited = False
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                waited = True
                if time.monotonic() > until:
                    raise TimeoutError(f"the queue {queue} did not move for {WAIT_SECONDS:g} seconds") from None
                time.sleep(0.1)
        yield waited
