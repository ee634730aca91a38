"""Which state of an exercise a branch hands in, and since when it is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from grader.intake.git import git
from grader.intake.hand_in_times import HandIn
from grader.intake.own_deadlines import OwnDeadlines

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
    names = (f"{stem}.py", f"backprop/{stem}.py")
    asked = "".join(f"{commit}:{name}\n" for commit in commits for name in names)
    answers = git(clone, "cat-file", "--batch-check=%(objectname)", data=asked.encode()).decode().splitlines()
    # Where there is no such file, the answer repeats the question.
    found = [answer if answer.isalnum() else "" for answer in answers]
    return list(zip(found[::2], found[1::2], strict=True))
