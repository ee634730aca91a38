"""The roster: one row for each student, with the repository to collect, or what a learning platform knows them by."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.course.csv_rows import read_rows
from grader.intake.collected import OURS, plain_name
from grader.printable import fit

HEADINGS = {
    # Canvas' export of the gradebook
    "sis user id": "sis",
    "sis login id": "login",
    # Moodle's grading worksheet, and its list of participants
    "identifier": "id",
    "full name": "name",
    "id number": "sis",
    "email address": "email",
    "e-mail": "email",
}
"""A platform's word for a column -> ours. So its own export serves as a roster."""


NAME_BYTES = 200
"""Maximum length of a student's name in bytes. File systems take 255, and Git's clone has something behind it."""

NEAR = 0.8
"""How alike a heading is to one of ours that it may be a misspelling of, from 0 to 1: `mail` is that of `email`."""

SHORTEST = 4
"""Number of letters of a heading that can be misspelt: any of two or three is near to `id`."""

SHOWN = 80
"""Maximum number of characters of a name in a message."""


class RosterError(ValueError):
    """The roster has mistakes. The message has a line for each."""


@dataclass(frozen=True)
class RosterRow:
    """One student of the roster. Whatever is not known is empty."""

    student: str
    """The name of the student's folder."""

    repository: str = ""
    """A URL or a path."""

    branch: str = ""
    """The branch to collect; empty for the repository's default branch."""

    id: str = ""
    """The learning platform's number of the student: Canvas' ID, or Moodle's participant."""

    name: str = ""
    email: str = ""
    login: str = ""
    sis: str = ""
    """The number that the student has elsewhere at the university."""

    section: str = ""

    @property
    def folder(self) -> str:
        """What a folder of this student's is called that somebody hands in."""
        return self.student


def read_roster(path: Path, repositories: bool = True) -> list[RosterRow]:
    """Read a roster: a CSV file with the column student, and any of the others that a `RosterRow` has.

    An export of Canvas' gradebook or Moodle's grading worksheet is a roster, too: its students are called by their
    login, else by their name.

    Args:
        path: The file.
        repositories: Whether each student needs a repository.

    Raises:
        RosterError: The file cannot be read, or has mistakes.
    """
    try:
        headings, table = read_rows(path)
    except ValueError as error:
        raise RosterError(f"{path} cannot be read: {error}") from None
    rows, mistakes = [], [f"{path}, line 1: {mistake}" for mistake in _misspelt(headings)]
    seen: dict[tuple[str, str], int] = {}
    ours = {plain_name(name) for name in OURS}
    wanted = ("student", "repository") if repositories else ("student",)
    for at, values, too_many in table:
        row = _row(values)
        if row is None:
            continue
        if (repositories and not set(wanted) <= set(values)) or (not row.student and "student" not in values):
            raise RosterError(f"{path}: expected the columns {' and '.join(wanted)}, got {', '.join(headings)}")
        if too_many:
            mistakes.append(
                f"{path}, line {at}: expected a cell for each column, got more; "
                "a comma within a cell needs quotation marks"
            )
        plain = plain_name(row.student)
        if not re.fullmatch(r"\w[\w .@+-]*", row.student) or len(row.student.encode()) > NAME_BYTES or plain in ours:
            name = fit(row.student, SHOWN)
            mistakes.append(f"{path}, line {at}: expected a student's name that can name a folder, got {name!r}")
        if repositories and (not row.repository or row.repository.startswith("-")):
            mistakes.append(f"{path}, line {at}: expected a URL or a path, got {row.repository!r}")
        for what, value, same in (("student", row.student, plain), ("id", row.id, row.id)):
            if value and (before := seen.setdefault((what, same), at)) != at:
                again = f"got {fit(value, SHOWN)!r} again, after line {before}"
                mistakes.append(f"{path}, line {at}: expected each {what} once, {again}")
        rows.append(row)
    if mistakes or not rows:
        raise RosterError("\n".join(mistakes or [f"{path}: expected a row for each student, got none"]))
    return rows


def _misspelt(headings: list[str]) -> Iterator[str]:
    """Find columns that would be ignored, though they have almost the name of one of ours that is missing.

    Others may be there, for whatever the instructor likes; a platform's export has one for each assignment.
    """
    if "sis login id" in headings or "identifier" in headings:
        return
    fields = list(RosterRow.__dataclass_fields__)
    there = {HEADINGS.get(heading, heading) for heading in headings}
    missing = [name for name in fields if name not in there]
    for heading in headings:
        settled = heading in fields or heading in HEADINGS or len(heading) < SHORTEST
        if not settled and (near := difflib.get_close_matches(heading, missing, n=1, cutoff=NEAR)):
            yield f"expected columns out of {', '.join(fields)}, got {heading!r}; did you mean {near[0]}?"


def _row(values: dict[str, str]) -> RosterRow | None:
    """Make a row from the columns, by whatever name they have; None for a row that is no student's."""
    ours = {HEADINGS.get(heading, heading): value for heading, value in values.items()}
    if "sis login id" in values:  # Canvas' column `Student` has the name
        if ours.get("student", "").startswith("Points Possible") or not ours.get("id"):
            return None
        ours["name"] = ours.pop("student", "")
    ours["id"] = ours.get("id", "").removeprefix("Participant ")
    name = re.sub(r"[^\w .@+-]", "", ours.get("name", ""))
    ours.setdefault("student", ours.get("login") or name)
    known = {field: ours.get(field, "") for field in RosterRow.__dataclass_fields__}
    return RosterRow(**known)
