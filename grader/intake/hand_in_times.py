"""When each commit was handed in.

A server that keeps notes knows the time of the push: from the hook's history, or from the reflog of the bare
repository. Otherwise, and for what was there before the server's first note, the time is the committer's date, which a
student can set: a commit then counts as handed in at the latest date among itself and all its ancestors, so that an
earlier date on top of a late commit gains nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.intake.git import GitError, git, git_text
from grader.intake.push_history import NO_COMMIT, History, Pushed

PUSHED = "server's push time"
DATED = "committer date"
"""Names of the two rules, as remarks in the record quote them."""


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
        branches = git_text(clone, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()
        there = f"there are {', '.join(branches)}" if branches else "the repository is empty"
        raise GitError(f"there is no branch {branch}: {there}") from None
    return DATED, _dated(clone, ref)


def _pushed(repository: Path, ref: str) -> tuple[str, list[HandIn]]:
    """Read the server's notes: the hook's history, else the reflog. A working copy's notes, a student could forge.

    Returns:
        The commit that was there before the first note, and the noted hand-ins, deletions of the branch among them.
    """
    if git_text(repository, "rev-parse", "--is-bare-repository") != "true":
        return NO_COMMIT, []
    events = [event for event in History(repository).events(Pushed) if event.ref == ref]
    if events:
        return events[0].old, [HandIn(event.new, event.time) for event in events]
    if not (repository / "logs" / ref).is_file():
        return NO_COMMIT, []
    lines = (repository / "logs" / ref).read_text(encoding="utf-8", errors="replace").splitlines()
    about = [line.partition("\t")[0].split() for line in lines]
    return about[0][0], [HandIn(words[1], datetime.fromtimestamp(int(words[-2]), UTC)) for words in about]


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
        server = "git -c uploadpack.allowAnySHA1InWant=true -c safe.directory=* upload-pack"
        git(clone, "fetch", "--quiet", f"--upload-pack={server}", str(repository.resolve()), commit)


def _dated(clone: Path, ref: str) -> list[HandIn]:
    """List the branch's tips, parents first, each with the latest committer's date of itself and its ancestors."""
    times: dict[str, int] = {}
    for line in git_text(clone, "log", "--topo-order", "--reverse", "--format=%H %ct %P", ref).splitlines():
        commit, date, *parents = line.split()
        times[commit] = max([int(date), *(times[parent] for parent in parents)])
    # Only the branch's successive tips are hand-ins: a merged commit counts from the merge on.
    tips = git_text(clone, "rev-list", "--first-parent", "--reverse", ref).split()
    return [HandIn(commit, datetime.fromtimestamp(times[commit], UTC)) for commit in tips]
