"""The roster: one row for each student, with the repository to collect."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path


class RosterError(ValueError):
    """The roster has mistakes. The message has a line for each."""


@dataclass(frozen=True)
class RosterRow:
    """One student of the roster."""

    student: str
    """The name of the student's folder."""

    repository: str
    """A URL or a path."""

    branch: str = ""
    """The branch to collect; empty for the repository's default branch."""


def read_roster(path: Path) -> list[RosterRow]:
    """Read a roster: a CSV file with the columns student and repository, and optionally branch.

    Raises:
        RosterError: The file cannot be read, or has mistakes.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            table = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RosterError(f"{path} cannot be read: {error}") from None
    rows, mistakes, seen = [], [], set()
    for at, line in enumerate(table, start=2):
        values = {(key or "").strip().lower(): (value or "").strip() for key, value in line.items() if key}
        row = RosterRow(values.get("student", ""), values.get("repository", ""), values.get("branch", ""))
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
