"""Sorts the files of a download by student and exercise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from checks.exercises import BY_STEM
from grader.intake.collected import Sender
from grader.intake.files import NOTEBOOK_BYTES
from grader.intake.lms.archive import Entry, is_litter, read_download
from grader.intake.lms.names import TEXT, Found, find_exercise, read_canvas_name, read_moodle_name
from grader.intake.roster import RosterRow
from grader.printable import fit

PYTHON, NOTEBOOK = ".py", ".ipynb"

NAMED = 3
"""Maximum number of files that are named where no exercise is among them."""

FindRow = Callable[[Sender], RosterRow | None]
"""Finds a student's row of the roster by what the platform or the folder calls them."""


@dataclass
class HandedIn:
    """What one student handed in, as far as it could be read."""

    sender: Sender
    files: dict[str, Entry] = field(default_factory=dict)
    """The file taken for each exercise, by stem."""

    problems: list[str] = field(default_factory=list)
    """What could not be read, or may be meant for an exercise that nothing else was handed in for; and the files where
    no exercise is among them."""

    remarks: list[str] = field(default_factory=list)


def sort_download(
    path: Path, platform: str, source_bytes: int, rows: Iterable[RosterRow] = ()
) -> tuple[list[HandedIn], list[str]]:
    """Find out who handed in what.

    Args:
        path: The download of all submissions: a ZIP file, or a folder.
        platform: Canvas, Moodle, or empty for a folder with one folder for each student. There the names of either
            platform are understood, too.
        source_bytes: Maximum size of a Python file in bytes.
        rows: The roster. Beside the folders, a file with a student's name is that student's.

    Returns:
        The students in the order of their names, and the files at the top that are nobody's.

    Raises:
        grader.intake.lms.archive.ArchiveError: The download cannot be read.
    """
    suffixes = {PYTHON: source_bytes, NOTEBOOK: NOTEBOOK_BYTES}
    entries = _without_common_folder(list(read_download(path, suffixes, partial(_owner, platform))), platform)
    by_user: dict[tuple[str, str], tuple[Sender, list[Entry]]] = {}
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    strangers: list[str] = []
    find_row = _finder(rows)
    for entry in entries:
        read = _read_name(entry.parts, platform, find_row)
        if read is None:
            strangers.append(_with_problem(entry))
            continue
        sender, parts = read
        known, theirs = by_user.setdefault((sender.platform, sender.user), (sender, []))
        theirs.append(entry._replace(parts=parts))
        names[sender.platform, sender.user].add(sender.name)
        if sender.late and not known.late:
            by_user[sender.platform, sender.user] = sender, theirs
    sorted_by_name = sorted(by_user.values(), key=lambda one: (one[0].name, one[0].user))
    result = [_choose(sender, theirs) for sender, theirs in sorted_by_name]
    for one in result:
        if len(called := names[one.sender.platform, one.sender.user]) > 1:
            both = " and ".join(fit(name, 80) for name in sorted(called))
            one.problems.append(f"{one.sender.platform}'s number {one.sender.user} has several names: {both}")
    return result, strangers


def match_roster(handed_in: list[HandedIn], rows: list[RosterRow]) -> Iterator[tuple[HandedIn, RosterRow | None]]:
    """Find the row of the roster for each student: by the platform's number, else by the folder, else by the name.

    None for whom there is no row, or more than one.
    """
    find_row = _finder(rows)
    for one in handed_in:
        yield one, find_row(one.sender)


def _finder(rows: Iterable[RosterRow]) -> FindRow:
    """Make what finds the row of a student, None if there is none, or more than one."""
    by_number, by_folder, by_name = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in rows:
        by_number[row.id].append(row)
        by_folder[row.folder].append(row)
        for name in _names(row):
            by_name[name].append(row)

    def find(sender: Sender) -> RosterRow | None:
        plain = "".join(re.findall(r"\w", sender.name.casefold()))
        several = (by_number[sender.user] if sender.platform else [], by_folder[sender.name], by_name[plain])
        return next((found[0] for found in several if len(found) == 1), None)

    return find


def _names(row: RosterRow) -> set[str]:
    """Return a name without what differs between platforms: blanks, capitals, and which name comes first."""
    words = re.findall(r"\w+", row.name.casefold())
    last_first = re.findall(r"\w+", " ".join(reversed(row.name.casefold().split(","))))
    return {"".join(order) for order in (words, last_first, words[-1:] + words[:-1]) if words}


def _without_common_folder(entries: list[Entry], platform: str) -> list[Entry]:
    """Leave out a folder that all is in, unless it is a student's."""
    tops = {entry.parts[0] for entry in entries}
    if len(tops) != 1 or any(len(entry.parts) == 1 for entry in entries):
        return entries
    (top,) = tops
    seconds = {entry.parts[1] for entry in entries}
    named = [name for name in seconds if read_canvas_name(name) or read_moodle_name(name)]
    if read_moodle_name(top) or read_canvas_name(top) or not (named or platform):
        return entries
    return [entry._replace(parts=entry.parts[1:]) for entry in entries]


def _owner(platform: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return whose an entry is, for the limits of a student. All may be in a folder of the platform's.

    Below a folder of their own, a student chooses the names, and would choose as many as there are limits.
    """
    for name in parts[: 2 if platform else 1]:
        if read := read_canvas_name(name) or read_moodle_name(name):
            return read[0].platform, read[0].user
    return parts[:1]


def _read_name(parts: tuple[str, ...], platform: str, find_row: FindRow) -> tuple[Sender, tuple[str, ...]] | None:
    """Read who a file is from; the rest of its path, without the platform's name for the student."""
    top = parts[0]
    if platform in ("Canvas", "") and (read := read_canvas_name(top)):
        return read[0], (read[1], *parts[1:])
    if platform in ("Moodle", "") and (read := read_moodle_name(top)):
        return read[0], (*filter(None, read[1:]), *parts[1:]) or (TEXT,)
    if platform:
        return None
    packed = top.lower().endswith(".zip")
    if len(parts) > 1 or packed:
        folder = PurePosixPath(top).stem if packed else top
        return Sender("", folder, folder), parts[1:] or parts
    names = [top]  # ada.tar.gz, ada.tar, ada; a student's own name may have dots
    while (stem := PurePosixPath(names[-1]).stem) != names[-1]:
        names.append(stem)
    senders = (Sender("", name, name) for name in names)
    return next(((sender, parts) for sender in senders if find_row(sender)), None)


def _choose(sender: Sender, entries: list[Entry]) -> HandedIn:
    """Choose the file for each exercise, and note what a person should know."""
    result = HandedIn(sender)
    candidates: dict[str, list[tuple[Found, Entry]]] = {}
    for entry in entries:
        name = PurePosixPath(entry.parts[-1])
        if entry.many:
            result.problems.append(f"{_shown(entry)} {entry.problem}")
        while name.suffix.lower() in (".txt", ".bak"):  # Windows hides the second suffix of ex3_caching.py.txt
            name = name.with_suffix("")
        found = find_exercise(name.stem if name.suffix.lower() in (PYTHON, NOTEBOOK) else name.name, BY_STEM)
        if found and (found.stem in entry.parts[-1].lower() or name.suffix.lower() in (PYTHON, NOTEBOOK)):
            candidates.setdefault(found.stem, []).append((found, entry))
    for stem, several in candidates.items():
        _take(result, stem, several)
    theirs = [entry for entry in entries if not is_litter(entry.parts[-1])]
    if theirs and not result.files and not result.problems:
        result.problems.append(_without_exercise([entry for entry in theirs if entry.parts[0] != TEXT]))
    if sender.late:
        result.remarks.append(f"late, says {sender.platform}")
    return result


def _without_exercise(files: list[Entry]) -> str:
    """Say what was expected, where no exercise was found in the files of a student; in none, if it was a form."""
    if not files:
        return "handed in as text in the platform's form: expected the exercise files"
    named = ", ".join(map(_with_problem, files[:NAMED])) + ", …" * (len(files) > NAMED)
    expected = f"expected files such as {next(iter(BY_STEM))}.py, alone or in a ZIP file"
    return f"{named}: not taken; {expected}. Rename or unpack what is meant, and collect again"


def _take(result: HandedIn, stem: str, several: list[tuple[Found, Entry]]) -> None:
    sure = [(found, entry) for found, entry in several if found.sure and _suffix(entry) in (PYTHON, NOTEBOOK)]
    if not sure:
        names = _list(entry for _, entry in several)
        result.problems.append(f"{names}: not taken; did you mean {stem}.py? Rename it, and collect again")
        return
    best, *others = sorted(sure, key=lambda one: _preference(*one))
    if best[1].problem:
        result.problems.append(f"{_shown(best[1])} {best[1].problem}")
        return
    result.files[stem] = best[1]
    left = [entry for _, entry in others if entry.data != best[1].data]
    if left:
        result.remarks.append(f"{stem}: {_shown(best[1])} was taken, not {_list(left)}")
    elif best[1].parts[-1].lower() not in (f"{stem}.py", f"{stem}.ipynb"):
        result.remarks.append(f"{stem}: {_shown(best[1])} was taken")


def _preference(found: Found, entry: Entry) -> tuple[object, ...]:
    """Order the candidates: a module before a notebook, the last attempt, the package's folder, the top."""
    folder = entry.parts[-2] if len(entry.parts) > 1 else ""
    return (_suffix(entry) != PYTHON, -found.attempt, folder != "backprop", len(entry.parts), entry.parts)


def _suffix(entry: Entry) -> str:
    return PurePosixPath(entry.parts[-1]).suffix.lower()


def _list(entries: Iterable[Entry]) -> str:
    return " and ".join(_shown(entry) for entry in entries)


def _with_problem(entry: Entry) -> str:
    return _shown(entry) + (f" ({entry.problem})" if entry.problem else "")


def _shown(entry: Entry) -> str:
    return fit("/".join(entry.parts), 80)
