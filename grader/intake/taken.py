"""Which state of an exercise a branch hands in, and since when it is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from grader.intake.commit_files import places
from grader.intake.git import git
from grader.intake.hand_in_times import HandIn
from grader.intake.own_deadlines import OwnDeadlines

MOST_FOLDERS = 100
"""Number of folders in which exercises are looked for that are not where they belong."""

Content = tuple[str, ...]
"""Git's names for what a commit has of an exercise, in its two places; empty ones where it has nothing."""


class Taken(NamedTuple):
    """The state of an exercise that counts."""

    commit: str
    since: datetime | None
    """When it came, if that was after the class's deadline; None if it was not."""


def find_taken(stem: str, clone: Path, came: list[HandIn], own: OwnDeadlines) -> Taken | None:
    """Find the last state that the student's deadline, late days and days of grace allow; None if there is none.

    Args:
        stem: The exercise.
        clone: A repository that has the commits.
        came: The hand-ins of the branch, the earliest first.
        own: The student's deadlines. Exercises are asked for in their order, see there.
    """
    of_class, end = own.of_class(stem), own.end(stem)
    in_grace = [a for a in came if end is None or a.time <= end]
    if not in_grace:
        return None
    taken = in_grace[-1]
    if of_class is None or taken.time <= of_class:
        return Taken(taken.commit, None)
    # An exercise is late if it was changed late: its time is the first hand-in since which it has this content.
    since = taken
    contents = contents_of(stem, clone, [hand_in.commit for hand_in in in_grace])
    if not any(contents[-1]):
        return Taken(taken.commit, None)  # what was not handed in is not late, and no late day is spent on it
    for hand_in, content in zip(reversed(in_grace), reversed(contents), strict=True):
        if content != contents[-1]:
            break
        since = hand_in
    return Taken(taken.commit, since.time if since.time > of_class else None)


def find_too_late(
    stem: str, clone: Path, came: list[HandIn], end: datetime | None, taken: Taken | None
) -> list[HandIn]:
    """Find the hand-ins that changed an exercise too late, to something else than what is taken.

    Args:
        stem: The exercise.
        clone: A repository that has the commits.
        came: The hand-ins of the branch, the earliest first.
        end: Until when the exercise was taken; None without a deadline.
        taken: What `find_taken` found.
    """
    late = [hand_in for hand_in in came if end and hand_in.time > end]
    if not late:
        return []
    kept = [taken.commit] if taken else []
    contents = contents_of(stem, clone, [*kept, *(hand_in.commit for hand_in in late)])
    if not taken:
        contents.insert(0, ("", ""))
    changes = zip(late, contents, contents[1:], strict=False)
    return [hand_in for hand_in, before, now in changes if any(now) and now not in (before, contents[0])]


def contents_of(stem: str, clone: Path, commits: Iterable[str]) -> list[Content]:
    """Return for each commit what it has of an exercise. One process of Git answers for all."""
    found = _objects(clone, [f"{commit}:{place}" for commit in commits for place in places(stem)])
    return list(zip(found[::2], found[1::2], strict=True))


def find_misplaced(clone: Path, commit: str, stems: Sequence[str]) -> list[str]:
    """Find exercises that a commit has in a folder where nobody looks for them.

    Only folders at the top are searched, and what is called `backprop` in them: a repository can be made so that to
    list all of it would never end.

    Args:
        clone: A repository that has the commit.
        commit: The commit.
        stems: The exercises that are not where they belong.

    Returns:
        The path of the first file of each exercise that is found.
    """
    listing = git(clone, "ls-tree", "-d", "-z", "--name-only", "--full-tree", commit).decode(errors="replace")
    folders = [name for name in listing.split("\0")[:-1] if "\n" not in name][:MOST_FOLDERS]
    asked = [(stem, f"{folder}/{place}") for stem in stems for folder in folders for place in places(stem)]
    found: dict[str, str] = {}
    for (stem, place), there in zip(asked, _objects(clone, [f"{commit}:{p}" for _, p in asked]), strict=True):
        if there:
            found.setdefault(stem, place)
    return list(found.values())


def _objects(clone: Path, names: Iterable[str]) -> list[str]:
    """Return Git's names for these objects, such as COMMIT:FILE; empty ones for what is not there."""
    asked = "".join(f"{name}\n" for name in names).encode()
    answers = git(clone, "cat-file", "--batch-check=%(objectname)", data=asked).decode(errors="replace").splitlines()
    # Where there is no such file, the answer repeats the question.
    return [answer if answer.isalnum() else "" for answer in answers]
