"""Collects a class from a learning platform's download, into the folders that `grader grade` takes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from grader.course.config import Course
from grader.intake.collected import OURS, Collected, Collection, Sender, plain_name, write_collection
from grader.intake.left_over import make_anew, numbered, refuse_to_replace
from grader.intake.lms.archive import Entry
from grader.intake.lms.download import NOTEBOOK, HandedIn, match_roster
from grader.intake.roster import RosterRow

NAME_BYTES = 150
"""Length of a student's name in a folder's name, in bytes. File systems take 255 in all; a number comes behind it."""

RULE = "the platform's"
"""What decided which attempt counts, where there is no clock of ours."""

ReadNotebook = Callable[[str, bytes, int], str]
"""Makes a module of a notebook, given the exercise, the file and the maximum size of its code in bytes; `ValueError` if
it cannot."""


def collect_download(
    handed_in: list[HandedIn],
    rows: list[RosterRow],
    into: Path,
    course: Course,
    read_notebook: ReadNotebook,
    hide_names: bool = False,
) -> Iterator[tuple[str, Collected]]:
    """Put each student's exercise files into a folder of their own, and write `collected.json`.

    Args:
        handed_in: What each student handed in.
        rows: The roster; empty if there is none. Who is in it and handed in nothing has an empty folder.
        into: The folder for the students' folders; made if need be. A student's folder of an earlier collection is
            replaced.
        course: Its deadlines are noted.
        read_notebook: Makes a module of a notebook.
        hide_names: Whether the platform's names for the students are left out. Their numbers stay, for the feedback.

    Yields:
        The name of each student's folder, with what was collected.

    Raises:
        ValueError: A student's folder is there already, and is no collection's; nothing has been replaced.
    """
    named = list(_with_folders(handed_in, rows, hide_names))
    refuse_to_replace(into, {name for name, *_ in named} | {row.student for row in rows})
    into.mkdir(parents=True, exist_ok=True)
    asked = {stem: time.isoformat() for stem, time in course.deadlines.items()}
    state = Collection(deadlines=asked, finished=False, students={}, pseudonyms=hide_names)
    write_collection(into, state)  # until all is there, an earlier collection's says nothing about these folders
    for name, one, row in named:
        found = _write(one, into / name, read_notebook, course.limits.source_bytes)
        if rows and not row:
            found.remarks.append("not in the roster")
        state.students[name] = found
        yield name, found
    for row in rows:
        if row.student not in state.students:
            found = state.students[row.student] = Collected("", rule=RULE, remarks=["nothing was handed in"])
            make_anew(into / row.student)
            yield row.student, found
    state.finished = True
    write_collection(into, state)


def _with_folders(
    handed_in: list[HandedIn], rows: list[RosterRow], hide_names: bool
) -> Iterator[tuple[str, HandedIn, RosterRow | None]]:
    """Find a folder of their own for each student, and the row of the roster if there is one."""
    matched = [*match_roster(handed_in, rows)]
    claims = Counter(row.student for _, row in matched if row)
    # A name of the roster is for whoever it belongs to, even if nothing was handed in.
    taken, kept = {plain_name(name) for name in OURS}, {plain_name(row.student) for row in rows}
    for one, row in matched:
        if hide_names:
            hidden = one.sender.prefix.replace(one.sender.name, "student", 1)
            one.sender = replace(one.sender, name="student", prefix=hidden)
        wanted = row.student if row else folder_name(one.sender)
        others = taken | kept - ({plain_name(wanted)} if row else set())
        name = next(name for name in numbered(wanted) if plain_name(name) not in others)
        taken.add(plain_name(name))
        # Nobody's work is written over, and whose a row is cannot be decided by who comes first.
        if name != wanted or (row and claims[row.student] > 1):
            one.problems.append("somebody else has the same name, or the same row of the roster")
        yield name, one, row


def folder_name(sender: Sender) -> str:
    """Name a student's folder after the platform's name for them, and their number, as names come twice."""
    readable = re.sub(r"[^\w .@+-]|^\W+", "", sender.name).encode()[:NAME_BYTES].decode(errors="ignore") or "student"
    return f"{readable}-{sender.user}" if sender.platform else readable


def _write(one: HandedIn, folder: Path, read_notebook: ReadNotebook, source_bytes: int) -> Collected:
    make_anew(folder)
    found = Collected("", rule=RULE, sender=one.sender, remarks=list(one.remarks))
    problems = list(one.problems)
    for stem, entry in sorted(one.files.items()):
        try:
            (folder / f"{stem}.py").write_bytes(_module(stem, entry, read_notebook, source_bytes))
        except ValueError as error:
            problems.append(f"{entry.parts[-1]}: {error}")
        else:
            if entry.parts[-1].lower().endswith(NOTEBOOK):
                found.remarks.append(f"{stem}: lines are counted in the code cells of the notebook that count")
    found.problem = "; ".join(problems)
    if not one.files and not problems:
        found.remarks.append("nothing was handed in")
    return found


def _module(stem: str, entry: Entry, read_notebook: ReadNotebook, source_bytes: int) -> bytes:
    if entry.parts[-1].lower().endswith(NOTEBOOK):
        return read_notebook(stem, entry.data, source_bytes).encode()
    return entry.data
