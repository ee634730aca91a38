"""When each commit was handed in.

A server that keeps notes knows the time of the push: from the hook's history, or from the reflog of the bare
repository. Otherwise, and for what was there before the server's first note, the time is the committer's date, which a
student can set: a commit then counts as handed in at the latest date among itself and all its ancestors, so that an
earlier date on top of a late commit gains nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.intake.git import GitError, git, git_text
from grader.intake.local_repository import SERVER
from grader.intake.push_history import NO_COMMIT, History, Pushed
from grader.printable import first_few

PUSHED = "server's push time"
DATED = "committer date"
"""Names of the two rules, as remarks in the record quote them."""

COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
"""A commit's hash. Anything else might be an option to Git."""

MOST_COMMITS = 100_000
"""Maximum number of commits on a branch. More take minutes to read, and no exercise needs them."""

MOST_NAMED = 5
"""Maximum number of branches listed by name."""


@dataclass(frozen=True)
class HandIn:
    """A commit and the time at which it was handed in."""

    commit: str
    time: datetime


def find_hand_ins(repository: str, clone: Path, branch: str) -> tuple[str, list[HandIn]]:
    """Find all hand-ins of a branch.

    Args:
        repository: The student's repository, a path or a URL.
        clone: Our clone of it. Commits that later pushes dropped are fetched into it.
        branch: The branch's name.

    Returns:
        The rule by which the times were found, and the hand-ins, the earliest first.

    Raises:
        GitError: There is no such branch, or Git fails.
    """
    ref = f"refs/heads/{branch}"
    before, pushed = _pushed(Path(repository), ref) if Path(repository).is_dir() else (NO_COMMIT, [])
    if pushed:
        for commit in (before, *(hand_in.commit for hand_in in pushed)):
            if commit != NO_COMMIT:
                _bring(clone, Path(repository), commit)
        return PUSHED, [*_earlier(clone, before, pushed[0].time), *_kept(pushed)]
    try:
        git_text(clone, "rev-parse", "--verify", ref)
    except GitError:
        branches = git_text(clone, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads").split()
        there = f"there are {first_few(branches, MOST_NAMED)}" if branches else "the repository is empty"
        raise GitError(f"there is no branch {branch}: {there}") from None
    return DATED, _dated(clone, ref)


def _pushed(repository: Path, ref: str) -> tuple[str, list[HandIn]]:
    """Read the server's notes: the hook's history, else the reflog. A working copy's notes, a student could forge.

    Returns:
        The commit that was there before the first note, and the noted hand-ins, deletions of the branch among them.
    """
    try:
        # Not found by searching: a working copy, too, can have settings that call it bare.
        bare = git_text(repository, "--git-dir=.", "rev-parse", "--is-bare-repository") == "true"
    except GitError:
        bare = False
    if not bare:
        return NO_COMMIT, []
    events = [event for event in History(repository).events(Pushed) if event.ref == ref]
    if events:
        noted = [HandIn(_commit(event.new), event.time) for event in events]
        return _commit(events[0].old), noted
    file = repository / "logs" / ref
    if not file.is_file():
        return NO_COMMIT, []
    moves = []
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").split("\n")[:-1], start=1):
        try:
            old, new, *_, seconds, _ = line.partition("\t")[0].split()
            moves.append((_commit(old), HandIn(_commit(new), _time(seconds))))
        except ValueError:
            raise GitError(f"{file}, line {number}: expected an entry of Git's reflog, got something else") from None
    return (moves[0][0], [hand_in for _, hand_in in moves]) if moves else (NO_COMMIT, [])


def _commit(name: str) -> str:
    """Return the hash of a commit.

    Raises:
        ValueError: It is none.
    """
    if not COMMIT.fullmatch(name):
        raise ValueError(f"expected the hash of a commit, got {name[:80]!r}")
    return name


def _time(seconds: str) -> datetime:
    """Make the time of Git's seconds since 1970.

    Raises:
        ValueError: They are no number, or a time that no calendar has.
    """
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, OSError):
        raise ValueError(f"{seconds[:80]} seconds since 1970 are in no calendar") from None


def _earlier(clone: Path, before: str, first: datetime) -> list[HandIn]:
    """Date what was there before the server's first note by the committers, at the latest by that note."""
    hand_ins = _dated(clone, before) if before != NO_COMMIT else []
    return [HandIn(hand_in.commit, min(hand_in.time, first)) for hand_in in hand_ins]


def _kept(hand_ins: list[HandIn]) -> list[HandIn]:
    """Leave out deletions of the branch."""
    return [hand_in for hand_in in hand_ins if hand_in.commit != NO_COMMIT]


def _bring(clone: Path, repository: Path, commit: str) -> None:
    """Fetch a commit that a later push dropped from its branch, and that the server still has."""
    try:
        git(clone, "cat-file", "-e", f"{commit}^{{commit}}")
    except GitError:
        git(clone, "fetch", "--quiet", "--no-tags", f"--upload-pack={SERVER}", "--", str(repository.resolve()), commit)


def _dated(clone: Path, ref: str) -> list[HandIn]:
    """List the branch's tips, parents first, each with the latest committer's date of itself and its ancestors."""
    times: dict[str, datetime] = {}
    how = ("--no-show-signature", f"--max-count={MOST_COMMITS + 1}", "--format=%H%x00%ct%x00%P")
    lines = git_text(clone, "log", "--topo-order", *how, ref, "--").split("\n")
    if len(lines) > MOST_COMMITS:
        raise GitError(f"the branch has more than {MOST_COMMITS:,} commits, which are not read")
    for line in reversed(lines):  # parents first
        commit, date, parents = line.split("\0")
        try:
            own = _time(date)
        except ValueError:
            raise GitError(f"commit {commit[:10]} has no date of its committer that Git would write") from None
        times[commit] = max([own, *(times[parent] for parent in parents.split())])
    # Only the branch's successive tips are hand-ins: a merged commit counts from the merge on.
    tips = git_text(clone, "rev-list", "--first-parent", "--reverse", ref, "--").split()
    return [HandIn(commit, times[commit]) for commit in tips]
