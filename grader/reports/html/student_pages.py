"""Writes a page for each student, with only what that student may see."""

from __future__ import annotations

import hmac
import re
from pathlib import Path

from markupsafe import Markup

from checks.stepper.page import program, template
from grader.grading.student_view import counts_sentence, review_sentence, student_entry
from grader.record import Record, SubmissionEntry
from grader.reports.html.environment import environment, policy, steps_script, style
from grader.reports.html.facets import as_script
from grader.reports.html.sections import section
from grader.reports.html.sources import texts
from grader.review import FeedbackPolicy

DIGITS = 32
"""Hexadecimal digits of a page's name that only the key tells: 128 bits."""

STEPS = '<details class="steps"'
"""How a section begins the steps of a network; no text of a student's can, for all of them are escaped."""


def write_student_pages(record: Record, folder: Path, key: bytes) -> None:
    """Write `<name>-<digest>.html` for each submission into a folder, which is created if it is missing.

    Args:
        record: The graded class.
        folder: The folder.
        key: The course's key, without which nobody knows the name of another's page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for entry in record.submissions:
        page = student_page(entry, record.kit.feedback)
        (folder / file_name(entry.student, key)).write_text(page, encoding="utf-8")


def student_page(entry: SubmissionEntry, feedback: FeedbackPolicy | None) -> str:
    """Make the page of one student, by the course's policy; None for that of the kit."""
    shown = student_entry(entry, feedback or FeedbackPolicy())
    parts = Markup(section(shown, texts(entry)))  # noqa: S704  # rendered by our own template, which escapes
    code = steps_script() if STEPS in parts else ""
    page: str = (
        environment()
        .get_template("student.html")
        .render(
            entry=shown,
            section=parts,
            sentence=counts_sentence(shown.exercises),
            review=review_sentence(shown),
            style=style(),
            policy=policy(code, program()) if code else policy(),
            script=code,
            stepper=as_script(template()),
        )
    )
    return page


def file_name(student: str, key: bytes) -> str:
    """Return a file name that every file system accepts, that is no option or formula, and unique to the student.

    It stays the same as long as the key does, and whoever knows the student and not the key cannot guess it.
    """
    readable = re.sub(r"[^A-Za-z0-9]+", "-", student).strip("-")[:40] or "student"
    digest = hmac.new(key, student.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
    return f"{readable}-{digest[:DIGITS]}.html"
