"""Exceptions for single students: more time for an exercise, or no need to hand it in.

They stand in the course file, in `[students]`, and in a CSV file beside it. Where several hold for a student and an
exercise, the best of them for the student does, so an exception never takes away what another one gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from grader.course import registry, timestamps
from grader.course.csv_rows import read_rows
from grader.course.validation import describe_unknown, did_you_mean

ALL = "all"
"""Stands for all exercises."""

EXCUSED = "excused"

FORMS = f"'{EXCUSED}', more time like '+48h' or '+2d', or a time with its time zone like {timestamps.FORMS}"
"""What an exception can be, for messages."""

COLUMNS = ("student", "exercise", "exception")

FILE_NAME = re.compile(r"[^/\\]+\.csv")
"""A file in the same folder: what is moved or packed with the course file is then complete."""

MORE = re.compile(r"\+([1-9]\d{0,3})([hd])")
HOURS = {"h": 1, "d": 24}


@dataclass(frozen=True)
class StudentException:
    """What the course grants a student for an exercise."""

    excused: bool = False
    """Whether the exercise need not be handed in."""

    until: datetime | None = None
    more: timedelta = timedelta()

    def deadline(self, of_class: datetime) -> datetime:
        """Return the student's own deadline: that of the class, or a later one."""
        return max(of_class + self.more, self.until or of_class)

    def __or__(self, other: StudentException) -> StudentException:
        """Take the best of two for the student."""
        times = [time for time in (self.until, other.until) if time]
        return StudentException(self.excused or other.excused, max(times, default=None), max(self.more, other.more))


Exceptions = dict[str, dict[str, StudentException]]
"""Student -> exercise or `all` -> exception."""


class Line(NamedTuple):
    """An exception as it stands in a file, and its place there for messages."""

    place: str
    student: str
    exercise: str
    text: object


def parse_exception(text: object) -> StudentException:
    """Parse an exception such as those in `FORMS`; a table with the key `until` holds one as well.

    Raises:
        ValueError: It is none. The message says what was expected and what came.
    """
    if isinstance(text, dict) and set(text) == {"until"}:
        text = text["until"]
    if text == EXCUSED:
        return StudentException(excused=True)
    if isinstance(text, str) and (found := MORE.fullmatch(text)):
        return StudentException(more=timedelta(hours=int(found[1]) * HOURS[found[2]]))
    if isinstance(text, str | datetime):
        try:
            return StudentException(until=timestamps.parse_time(str(text)))
        except ValueError:
            pass  # the message below names all forms, of which a time is one
    raise ValueError(f"expected {FORMS}, got {text if isinstance(text, datetime) else repr(text)}")


def read_exceptions(data: Mapping[str, object], course_file: Path) -> tuple[Exceptions, list[str]]:
    """Read the exceptions of a course.

    Args:
        data: The contents of the course file.
        course_file: Its path: the CSV file is beside it.

    Returns:
        The exceptions, and a line for each mistake in them, with the file and the key or line.
    """
    found: Exceptions = {}
    mistakes = []
    for line in (*_table_lines(data, course_file), *_csv_lines(data, course_file)):
        if isinstance(line, str):
            mistakes.append(line)
            continue
        try:
            exception = parse_exception(line.text)
        except ValueError as error:
            mistakes.append(f"{line.place}: {error}")
            continue
        own = found.setdefault(line.student, {})
        own[line.exercise] = own.get(line.exercise, StudentException()) | exception
    return found, mistakes


def describe_strangers(exceptions: Exceptions, students: list[str]) -> Iterator[str]:
    """Yield a line for each student with an exception who is not in the class: the name may be misspelt."""
    for student in sorted(exceptions.keys() - set(students)):
        hint = did_you_mean(student, {name: name for name in students})
        yield f"the exceptions of {student!r}: expected a student of the class, by folder or in the roster{hint}"


def _table_lines(data: Mapping[str, object], course_file: Path) -> Iterator[Line | str]:
    students = data.get("students")
    for student, own in students.items() if isinstance(students, dict) else ():
        place = f"{course_file}: students.{student}"
        if not isinstance(own, dict):
            yield f"{place}: expected a table of exceptions by exercise, got {own!r}"
            continue
        for exercise, text in own.items():
            line = Line(f"{place}.{exercise}", student, exercise, text)
            yield _mistake(line) or line


def _csv_lines(data: Mapping[str, object], course_file: Path) -> Iterator[Line | str]:
    name = data.get("exceptions")
    if name is None:
        return
    if not isinstance(name, str) or not FILE_NAME.fullmatch(name):
        yield f"{course_file}: exceptions: expected the name of a CSV file beside this one, got {name!r}"
        return
    file = course_file.parent / name
    try:
        headings, rows = read_rows(file)
    except ValueError as error:
        expected = "exceptions: expected a CSV file beside this one"
        yield f"{course_file}: {expected}, got {name!r}, which cannot be read: {error}"
        return
    if not set(COLUMNS) <= set(headings):
        yield f"{file}, line 1: expected the columns {', '.join(COLUMNS)}, got {', '.join(headings) or 'none'}"
        return
    seen = set()
    for row in rows:
        place = f"{file}, line {row.line}"
        line = Line(place, *(row.values[column] for column in COLUMNS))
        if row.too_many:
            yield f"{place}: expected a cell for each column, got more; a comma within a cell needs quotation marks"
            continue
        if line[1:3] in seen:
            yield f"{place}: expected each student and exercise once, got {line.student}, {line.exercise} again"
            continue
        seen.add(line[1:3])
        yield _mistake(line) or line


def _mistake(line: Line) -> str | None:
    """Find what is wrong with the student or the exercise."""
    known = [ALL, *registry.stems()]
    if not line.student:
        return f"{line.place}: expected the name of a student, got nothing"
    if line.exercise not in known:
        return f"{line.place}: {describe_unknown(line.exercise, known)}"
    return None
