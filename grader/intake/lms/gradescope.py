"""Takes what Gradescope tells an autograder: who handed in, and when. So exceptions and late days hold there, too.

https://gradescope-autograders.readthedocs.io/en/latest/submission_metadata/ documents the file. Gradescope keeps what a
grading returns as `extra_data` and shows it to the gradings after it, so the digests of the exercises tell when each of
them was changed.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec

from grader.course.config import Course
from grader.intake.collected import Collected, Collection, Sender, write_collection
from grader.intake.files import KEPT, read_submission
from grader.intake.left_over import refuse_to_replace
from grader.intake.lms.collect import folder_name
from grader.intake.own_deadlines import OwnDeadlines
from grader.intake.roster import RosterRow

DIGESTS = "exercises"
"""Key of the digests in `extra_data`."""

RULE = "Gradescope's submission time"

SUBMISSION = "submission"
"""The folder with the student's files, beside the file."""

Time = Annotated[datetime, msgspec.Meta(tz=True)]


class User(msgspec.Struct):
    """One of those who handed in; a group has several."""

    email: str
    name: str = ""


class Earlier(msgspec.Struct):
    """An earlier submission of the same students."""

    submission_time: Time
    results: Any = None

    @property
    def digests(self) -> dict[str, str] | None:
        """The digests of the exercises, by stem; None if that grading failed."""
        extra = self.results.get("extra_data") if isinstance(self.results, dict) else None
        found = extra.get(DIGESTS) if isinstance(extra, dict) else None
        return found if isinstance(found, dict) else None


class Metadata(msgspec.Struct):
    """What is read of the file."""

    created_at: Time
    users: Annotated[list[User], msgspec.Meta(min_length=1)]
    previous_submissions: list[Earlier] = []


def read_metadata(file: Path) -> Metadata:
    """Read `submission_metadata.json`.

    Raises:
        ValueError: It cannot be read, or is something else.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=Metadata)
    except OSError as error:
        raise ValueError(f"{file} cannot be read: {error.strerror}") from None
    except msgspec.DecodeError as error:
        raise ValueError(f"{file}: expected what Gradescope documents, got something else: {error}") from None


def collect_gradescope(file: Path, rows: list[RosterRow], into: Path, course: Course) -> tuple[str, Collected]:
    """Copy the submission beside Gradescope's file into a folder of the student's name, and note when it came.

    Args:
        file: `submission_metadata.json`.
        rows: The roster, in which students are found by their e-mail address; without it, that is their name.
        into: The folder for the student's folder, and for `collected.json`.
        course: Its deadlines, late days and exceptions.

    Returns:
        The student's name, and what was collected.

    Raises:
        ValueError: The file is something else, there is no submission beside it, or the student's folder is no
            collection's.
        OSError: The submission cannot be copied.
    """
    metadata = read_metadata(file)
    addresses = {row.email.casefold(): row.student for row in rows if row.email}
    known = [addresses[user.email.casefold()] for user in metadata.users if user.email.casefold() in addresses]
    first = metadata.users[0]
    student = known[0] if known else folder_name(Sender("", "", first.email))
    found = Collected("", rule=RULE, remarks=["not in the roster"] if rows and not known else [])
    submission = file.parent / SUBMISSION
    if not submission.is_dir():
        raise ValueError(f"{submission}: expected the folder with the submission beside {file.name}, got none")
    refuse_to_replace(into, [student])
    into.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(into / student, ignore_errors=True)
    shutil.copytree(
        submission,
        into / student,
        symlinks=True,
        ignore=lambda _, names: [name for name in names if name not in KEPT],
    )
    own = OwnDeadlines(course, student, course.deadlines)
    for stem, since in _since(into / student, metadata, course).items():
        of_class = own.of_class(stem)
        if of_class and since > of_class:
            found.handed_in[stem] = since
    deadlines = {stem: time.isoformat() for stem, time in course.deadlines.items()}
    write_collection(into, Collection(deadlines, finished=True, students={student: found}))
    return student, found


def _since(folder: Path, metadata: Metadata, course: Course) -> dict[str, datetime]:
    """Return for each exercise that was handed in since when it has this text."""
    files = read_submission(folder, folder.name, course.limits.source_bytes).files
    earlier = sorted(metadata.previous_submissions, key=lambda one: one.submission_time, reverse=True)
    result = {}
    for stem, source in files.items():
        result[stem] = metadata.created_at
        for before in earlier:
            if before.digests is None:
                continue
            if before.digests.get(stem) != source.sha256:
                break
            result[stem] = min(result[stem], before.submission_time)
    return result
