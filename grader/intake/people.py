"""Who the students of a grading are to a learning platform: its numbers, names and addresses for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.intake.collected import read_collection
from grader.intake.pseudonyms import read_key, with_pseudonyms
from grader.intake.roster import RosterRow, read_roster


@dataclass(frozen=True)
class Person:
    """A student, as a learning platform knows them."""

    row: RosterRow
    prefix: str = ""
    """What a file with feedback has to begin with; empty if the work did not come from a platform."""

    hidden: bool = False
    """Whether the folder has a pseudonym: then the name and the address are for the platform's tables alone."""


def find_people(folders: Iterable[Path], roster: Path | None) -> dict[str, Person]:
    """Find out who handed in each folder, from the roster, else from the platform's download.

    A row of the roster is for the folder of that name, else for the one that the platform's number is known of.

    Args:
        folders: The students' folders.
        roster: The roster's file, with the key of the pseudonyms beside it if there are any; None without one.

    Returns:
        The students by the resolved paths of their folders.

    Raises:
        grader.intake.roster.RosterError: The roster or its key cannot be read, or has mistakes.
        grader.intake.collected.CollectionError: `collected.json` is there, and cannot be read.
    """
    people = {}
    places = [folder.resolve() for folder in folders]
    rows = read_roster(roster, repositories=False) if roster else []
    hidden: dict[str, RosterRow] = {}
    known = {row.student: row for row in rows}
    names = {place.name for place in places}
    numbers = {row.id: row for row in rows if row.id and row.student not in names}
    for place in places:
        collection = read_collection(place.parent)
        found = collection.students.get(place.name) if collection else None
        if collection and collection.pseudonyms and roster and not hidden:
            pairs = zip(with_pseudonyms(rows, read_key(roster)), rows, strict=True)
            hidden = {shown.student: row for shown, row in pairs}
        sender = found.sender if found else None
        of_platform = sender if sender and sender.platform else None
        row = hidden.get(place.name) or known.get(place.name) or (of_platform and numbers.get(of_platform.user))
        if not row:
            row = RosterRow(place.name, id=of_platform.user if of_platform else "", name=sender.name if sender else "")
        by_pseudonym = collection is not None and collection.pseudonyms
        people[str(place)] = Person(row, sender.prefix if sender else "", by_pseudonym)
    return people
