"""Brings the repositories of a whole class up to date, or hands them out the first time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from checks.law.answers import several
from grader.authoring.release import ReleaseError, checked_files, make, update
from grader.course.config import Course
from grader.intake.git import GitError, git, git_text
from grader.intake.local_repository import source_of
from grader.intake.roster import RosterRow

SECONDS = 300.0
"""Maximum seconds for fetching or pushing one repository."""

JOBS = 8
"""Number of repositories at a time: they wait for the network, not for this machine."""

Told = tuple[RosterRow, str, bool]
"""A student's row, what became of the repository in one line, and whether it is as it should be."""


def release_all(rows: list[RosterRow], course: Course) -> Iterator[Told]:
    """Release into each student's repository: a merge on top of the student's work, pushed to where it came from.

    A repository that cannot be updated is left as it was, and stops no other one. To do it again does no harm.

    Args:
        rows: The students and their repositories; an empty one gets its first commit.
        course: What they are given.

    Yields:
        Each row with what became of it, as soon as it is there.

    Raises:
        ReleaseError: A file would leak a secret.
    """
    # Made and searched once, and not in a thread: Python 3.11 cannot parse in several at a time.
    given = checked_files(course)
    pool = ThreadPoolExecutor(JOBS)
    with tempfile.TemporaryDirectory(prefix="release-") as temporary:
        first = Path(temporary) / "first"
        make(first, given, course)
        try:
            futures = [pool.submit(_release_into, row, first, given, course) for row in rows]
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _release_into(row: RosterRow, first: Path, given: dict[str, bytes], course: Course) -> Told:
    with tempfile.TemporaryDirectory(prefix="release-") as temporary:
        clone = Path(temporary) / "repository"
        try:
            source, safely = source_of(row.repository)
            how = ["--quiet", "--no-local", *safely, *(["--branch", row.branch] if row.branch else [])]
            # A server that does not say which branch an empty repository begins with takes any: then it is this one.
            default = ("-c", "init.defaultBranch=main")
            git(Path(temporary), *default, "clone", *how, "--", source, str(clone), seconds=SECONDS)
            target = row.branch or git_text(clone, "symbolic-ref", "--short", "HEAD")
            if not git(clone, "rev-list", "--all", "--max-count=1"):
                return _hand_out(row, source, first, target)
            _refuse_other_branches(clone, target)
            done = update(clone, given, course)
            if done.commit is None:
                return row, "up to date", True
            git(clone, "push", "--quiet", "origin", f"HEAD:refs/heads/{target}", seconds=SECONDS)
        except (GitError, ReleaseError, OSError) as error:
            return row, _line(str(error).replace(str(clone), row.repository)), False
    return row, f"{several(len(done.changed), 'file')} changed, commit {done.commit[:12]}", True


def _hand_out(row: RosterRow, source: str, first: Path, target: str) -> Told:
    """Push the first commit into an empty repository, to the branch that a clone will check out."""
    git(first, "push", "--quiet", source, f"HEAD:refs/heads/{target}", seconds=SECONDS)
    return row, f"handed out, commit {git_text(first, 'rev-parse', '--short=12', 'HEAD')}", True


def _refuse_other_branches(clone: Path, target: str) -> None:
    """Refuse a repository whose default branch has no commit, though others have: which one is meant?"""
    there = git_text(clone, "for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/origin").split()
    if target not in there:
        raise ReleaseError(
            f"{clone}: expected commits on its default branch {target}, got some on {', '.join(there)} only: "
            "give the branch in the roster's column branch, or set HEAD of the repository"
        )


def _line(message: str) -> str:
    """Return the line of an error that says most: Git's own, if it is there."""
    lines = message.strip().splitlines() or ["it failed without a word"]
    return next((line for line in lines if line.startswith(("fatal: ", "error: ", " ! "))), lines[0]).strip()
