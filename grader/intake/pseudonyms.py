"""Replaces students' names by pseudonyms, which only the roster and the key beside it lead back to."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from pathlib import Path

from grader import private
from grader.course.config import Course
from grader.intake.roster import RosterError, RosterRow

DIGITS = 10
"""Length of a pseudonym in hexadecimal digits: two of a million students have the same with a chance below 1 in 2."""


def pseudonym(key: bytes, student: str) -> str:
    """Return the pseudonym of a student: the same for the same key, and no hint of the name without the key."""
    return f"p-{hmac.new(key, student.encode(), 'sha256').hexdigest()[:DIGITS]}"


def key_file(roster: Path) -> Path:
    """Return where the key of a roster is kept."""
    return roster.with_name(f"{roster.name}.key")


def read_key(roster: Path, make: bool = False) -> bytes:
    """Read the key of a roster.

    Args:
        roster: The roster's file.
        make: Whether to make a key, readable for its owner only, if there is none.

    Raises:
        RosterError: There is no key, or it cannot be read or made.
    """
    file = key_file(roster)
    try:
        return private.read_key(file, make)
    except OSError as error:
        raise RosterError(f"{file}: expected the key of the pseudonyms: {error.strerror}") from None
    except ValueError:
        raise RosterError(f"{file}: expected the key of the pseudonyms, got something else") from None


@dataclass(frozen=True)
class HiddenRow(RosterRow):
    """A student who is called by a pseudonym."""

    real: str = ""

    @property
    def folder(self) -> str:
        return self.real


def with_pseudonyms(rows: list[RosterRow], key: bytes) -> list[RosterRow]:
    """Give each row its pseudonym for the student's folder; what is handed in still has the real name."""
    return [HiddenRow(**vars(row) | {"student": pseudonym(key, row.student), "real": row.student}) for row in rows]


def course_with_pseudonyms(course: Course, key: bytes) -> Course:
    """Give the course's exceptions to the pseudonyms of its students."""
    return replace(course, students={pseudonym(key, name): own for name, own in course.students.items()})
