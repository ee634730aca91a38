"""Writes each student's page into a ZIP file that a learning platform hands out by itself."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from grader.record import Record
from grader.reports.html.student_pages import file_name, student_page
from grader.reports.platforms import People, place_of

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: the same record gives the same file."""

FEEDBACK = "feedback.html"


def write_feedback(record: Record, people: People, path: Path, key: bytes) -> None:
    """Write the ZIP file with a page for each student.

    What came from Canvas or Moodle has the name by which the platform knows whose it is: Canvas' upload of submissions
    takes the student's number from it, and Moodle's upload of feedback files the participant's. The other names are
    those of the students' pages, see `file_name`.
    """
    names: set[str] = set()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in record.submissions:
            prefix = re.sub(r"[/\\\0]|\.\.", "_", people[place_of(entry)].prefix)
            if not prefix:
                name = file_name(entry.student, key)
            elif prefix.endswith("_assignsubmission_file_"):
                name = f"{prefix}/{FEEDBACK}"
            else:
                name = f"{prefix}{FEEDBACK}"
            if name in names:  # nobody's page is written over
                name = file_name(entry.student, key)
            names.add(name)
            archive.writestr(
                zipfile.ZipInfo(name, LONG_AGO), student_page(entry, record.kit.feedback), zipfile.ZIP_DEFLATED
            )
